using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// Purchases of a millionth each, made as other modules make them: a transaction of their own, a new key, lots, and the event for the
/// outbox.
/// </summary>
internal sealed class Debits
{
    private const int Customers = 1_000;
    private const int Clients = 8;

    private static readonly Dictionary<string, string> Metadata = new(StringComparer.Ordinal) { ["product_id"] = "vm-small" };
    private static readonly SystemAccount[] SystemAccounts = Enum.GetValues<SystemAccount>();

    private readonly ILedger _ledger;
    private long _keys;

    private Debits(TestShell shell) => _ledger = shell.Get<ILedger>();

    public static async Task<Debits> PrepareAsync(TestShell shell)
    {
        var debits = new Debits(shell);
        for (var customer = 0; customer < Customers; customer++)
        {
            for (var lot = 0; lot < 3; lot++)
                await debits.PostAsync(
                    NameOf(customer), CreditAmount.FromDecimal(1_000_000), TransactionType.TopUp, SystemAccount.PaymentClearing);
        }

        return debits;
    }

    public static string NameOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"usr_{customer:0000}");

    public Task<double> SpreadAsync(TimeSpan time) =>
        MeasureAsync(time, _ => (NameOf(Random.Shared.Next(Customers)), SystemAccount.Revenue));

    public Task<double> HotAsync(TimeSpan time) => MeasureAsync(time, _ => (NameOf(0), SystemAccount.Revenue));

    public Task<double> SpreadOverSystemAccountsAsync(TimeSpan time) =>
        MeasureAsync(time, client => (NameOf(Random.Shared.Next(Customers)), SystemAccounts[client % SystemAccounts.Length]));

    private async Task<double> MeasureAsync(TimeSpan time, Func<int, (string Customer, SystemAccount Account)> choose)
    {
        var done = 0L;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                var (customer, account) = choose(client);
                await PostAsync(customer, new CreditAmount(-1), TransactionType.Purchase, account);
                Interlocked.Increment(ref done);
            }
        })));
        return done / clock.Elapsed.TotalSeconds;
    }

    private async Task PostAsync(string customer, CreditAmount amount, TransactionType type, SystemAccount account)
    {
        var posting = new Posting(
            "bench:" + Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture), type, customer, amount, account,
            "A purchase", Metadata);
        var result = await _ledger.PostAsync(posting, default);
        if (result is not PostResult.Posted)
            throw new InvalidOperationException($"The ledger answered {result}.");
    }
}
