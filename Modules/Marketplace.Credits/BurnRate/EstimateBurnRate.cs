using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Wallet;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.BurnRate;

internal sealed partial class EstimateBurnRate(
    IWallet wallet, IAutoTopUpStatus autoTopUp, IEnumerable<IRecurringCosts> reporters, ILogger<EstimateBurnRate> logger) : IBurnRate
{
    public async Task<BurnRateAnalysis> AnalyseAsync(string userId, CancellationToken cancellationToken)
    {
        var costs = new List<RecurringCost>();
        var unreadable = new List<string>();
        foreach (var reporter in reporters)
        {
            if (!await AddAsync(costs, reporter, userId, cancellationToken))
                unreadable.Add(reporter.Title);
        }

        var balance = await wallet.GetBalanceAsync(userId, cancellationToken);
        return new BurnRateAnalysis(balance.Available, costs, await autoTopUp.ReadAsync(userId, cancellationToken), unreadable);
    }

    /// <returns>False where the reporter failed: one module's trouble must not hide the balance.</returns>
    private async Task<bool> AddAsync(
        List<RecurringCost> costs, IRecurringCosts reporter, string userId, CancellationToken cancellationToken)
    {
        try
        {
            var reported = await reporter.ReadAsync(userId, cancellationToken);
            BurnRateAnalysis.Sum(costs.Concat(reported));
            costs.AddRange(reported);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreadable(reporter.GetType().Name, e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Reporter} could not report its recurring costs; the burn rate leaves them out.")]
    private partial void LogUnreadable(string reporter, Exception exception);
}
