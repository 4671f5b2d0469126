using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.LedgerWorker;

/// <summary>One thread of the worker: random actions on a few customers of a tenant that all threads of all processes share.</summary>
internal sealed class Mover(TestShell shell, string tenant, string name, int customers)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly ILedger _ledger = shell.Get<ILedger>();
    private readonly List<string> _holds = [];
    private readonly List<string> _transactions = [];
    private int _keys;

    /// <summary>How the ids of this tenant's customers begin.</summary>
    private string Owners => $"usr_{tenant}_";

    public async Task MoveAsync()
    {
        while (true)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{name}:{_keys++}");
            var (kind, act) = Choose(key);
            Say("?", key, kind);
            Say("!", key, await act() ? kind : "refused");
        }
    }

    private (string Kind, Func<Task<bool>> Act) Choose(string key) => Random.Shared.Next(14) switch
    {
        0 or 1 => ("top-up", () => PostAsync(TopUp(key))),
        2 or 3 => ("debit", () => PostAsync(Purchase(key))),
        4 or 5 => ("debit-alone", async () => Keep(await _ledger.PostAsync(Purchase(key), default))),
        6 => ("hold", () => PlaceAsync(key)),
        7 => ("capture", () => CaptureAsync(key)),
        8 => ("void", VoidAsync),
        9 => ("transfer", () => TransferAsync(key)),
        10 => ("reverse", () => ReverseAsync(key)),
        11 or 12 => ("look", LookAsync),
        _ => ("expire", ExpireAsync),
    };

    private Posting TopUp(string key) =>
        new(key, TransactionType.TopUp, Customer(), Amount(20), SystemAccount.PaymentClearing, "A top-up", Nothing)
        {
            Grant = new Grant(
                Random.Shared.Next(2) == 0 ? LotKind.Purchased : LotKind.Promotional, Random.Shared.Next(2) == 0
                    ? null
                    : DateTimeOffset.UtcNow.AddMilliseconds(300)),
        };

    private Posting Purchase(string key) =>
        new(key, TransactionType.Purchase, Customer(), -Amount(5), SystemAccount.Revenue, "A purchase", Nothing);

    private async Task<bool> PostAsync(Posting posting) => Keep(await InTransactionAsync(db => _ledger.PostAsync(db, posting, default)));

    private async Task<bool> PlaceAsync(string key)
    {
        var request = new HoldRequest(
            key, Customer(), Amount(5), Random.Shared.Next(2) == 0 ? null : DateTimeOffset.UtcNow.AddMilliseconds(200), "A hold", "dep");
        if (await InTransactionAsync(db => _ledger.PlaceHoldAsync(db, request, default)) is not PlaceHoldResult.Placed placed)
            return false;
        _holds.Add(placed.HoldId);
        return true;
    }

    private async Task<bool> CaptureAsync(string key)
    {
        var capture = new HoldCapture(key, Any(_holds, "hld_unknown"), Amount(3), TransactionType.Deployment, "A capture", Nothing);
        return await InTransactionAsync(db => _ledger.CaptureHoldAsync(db, capture, default)) is CaptureHoldResult.Captured captured
            && Keep(captured.TransactionId);
    }

    private async Task<bool> VoidAsync()
    {
        var hold = Any(_holds, "hld_unknown");
        return await InTransactionAsync(db => _ledger.VoidHoldAsync(db, hold, default)) is VoidHoldResult.Voided;
    }

    private async Task<bool> TransferAsync(string key)
    {
        var order = new TransferOrder(key, Customer(), Customer(), Amount(5), "A transfer", Nothing);
        return await InTransactionAsync(db => _ledger.TransferAsync(db, order, default)) is TransferResult.Transferred done
            && Keep(done.TransactionId);
    }

    private async Task<bool> ReverseAsync(string key)
    {
        var reversal = new Reversal(key, Any(_transactions, "txn_unknown"), Amount(5), TransactionType.Refund, "A reversal", Nothing);
        return await InTransactionAsync(db => _ledger.ReverseAsync(db, reversal, default)) is ReverseResult.Reversed done
            && Keep(done.TransactionId);
    }

    /// <summary>Reads one statement after the other, each of which must find this tenant's customers and nobody else's.</summary>
    private async Task<bool> LookAsync()
    {
        await using var db = await shell.Database.OpenAsync(default);
        var owners = await db.QueryAsync<string>("select owner from ledger_accounts where kind = 'customer'");
        var moved = await db.QueryAsync<string>(
            "select a.owner from ledger_entries e join ledger_accounts a on a.id = e.account_id order by e.transaction_id desc limit 20");
        return owners.Concat(moved).FirstOrDefault(x => !x.StartsWith(Owners, StringComparison.Ordinal)) is { } stranger
            ? throw new InvalidOperationException($"{tenant} found {stranger}.")
            : owners.Count > 0;
    }

    private async Task<bool> ExpireAsync()
    {
        await using var scope = shell.CreateScope();
        foreach (var task in scope.ServiceProvider.GetServices<BackgroundTaskRegistration>()
            .Where(x => x.TaskType.Name is "ExpireHolds" or "ExpireLots"))
            await ((IBackgroundTask)scope.ServiceProvider.GetRequiredService(task.TaskType)).RunAsync(default);
        return true;
    }

    private Task<T> InTransactionAsync<T>(Func<UnitOfWork, Task<T>> work) => shell.Database.InTransactionAsync(work, default);

    private bool Keep(PostResult result) => result is PostResult.Posted posted && Keep(posted.TransactionId);

    private bool Keep(string transactionId)
    {
        _transactions.Add(transactionId);
        return true;
    }

    private string Customer() => string.Create(CultureInfo.InvariantCulture, $"{Owners}{Random.Shared.Next(customers)}");

    private static CreditAmount Amount(int most) => new(Random.Shared.NextInt64(1, most * CreditAmount.MicrosPerCredit));

    private static string Any(List<string> ids, string none) => ids.Count == 0 ? none : ids[Random.Shared.Next(ids.Count)];

    private static void Say(string mark, string key, string kind)
    {
        lock (Nothing)
        {
            Console.Out.WriteLine($"{mark} {key} {kind}");
            Console.Out.Flush();
        }
    }
}
