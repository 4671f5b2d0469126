using Microsoft.Extensions.Logging;

namespace Marketplace.Credits;

internal sealed partial class BurnRate(
    IWallet wallet, IAutoTopUpStatus autoTopUp, IEnumerable<IRecurringCosts> reporters, ILogger<BurnRate> logger) : IBurnRate
{
    public async Task<BurnRateAnalysis> AnalyseAsync(string userId, CancellationToken cancellationToken)
    {
        var costs = new List<RecurringCost>();
        var unreadable = new List<string>();
        foreach (var reporter in reporters)
        {
            if (await ReadAsync(reporter, userId, cancellationToken) is { } reported)
                costs.AddRange(reported);
            else
                unreadable.Add(reporter.Title);
        }

        var balance = await wallet.GetBalanceAsync(userId, cancellationToken);
        return new BurnRateAnalysis(balance.Available, costs, await autoTopUp.ReadAsync(userId, cancellationToken), unreadable);
    }

    /// <returns>Null where the reporter failed: one module's trouble must not hide the balance.</returns>
    private async Task<IReadOnlyList<RecurringCost>?> ReadAsync(IRecurringCosts reporter, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return await reporter.ReadAsync(userId, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreadable(reporter.GetType().Name, e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Reporter} could not report its recurring costs; the burn rate leaves them out.")]
    private partial void LogUnreadable(string reporter, Exception exception);
}
