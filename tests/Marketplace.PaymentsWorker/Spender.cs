using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Testing;

namespace Marketplace.PaymentsWorker;

internal static class Spender
{
    public static async Task RunAsync(TestShell shell, string key, string user, int count)
    {
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var ledger = shell.Get<ILedger>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
            {
                var posting = new Posting(
                    key + i.ToString(CultureInfo.InvariantCulture), TransactionType.Usage, user, -CreditAmount.FromDecimal(0.5m),
                    SystemAccount.Revenue, "Used", new Dictionary<string, string>());
                if (await ledger.PostAsync(posting, cancellationToken) is not PostResult.Posted)
                    throw new InvalidOperationException("A debit was refused.");
                await shell.SettleAsync();
            });
        await shell.SettleAsync();
        Console.WriteLine("spent");
    }
}
