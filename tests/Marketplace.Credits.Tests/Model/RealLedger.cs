using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.Tests.Support;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Model;

/// <summary>
/// The real ledger, asked with the reference's small numbers and answering in its words. Each history has customers and keys of its own.
/// </summary>
internal sealed class RealLedger(TestShell shell, int history)
{
    private readonly ILedger _ledger = shell.Get<ILedger>();
    private readonly List<string> _holds = [];

    public string UserId(int user) => $"usr_{history}_{user}";

    private readonly List<string> _transactions = [];

    public async Task<string> CreditAsync(string key, int user, long micros, LotKind kind, DateTimeOffset? expires, bool commits)
    {
        var posting = Posting(key, user, micros, TransactionType.TopUp, SystemAccount.PaymentClearing) with
        { Grant = new Grant(kind, expires) };
        return Answer(await RunAsync(db => _ledger.PostAsync(db, posting, default), commits), commits);
    }

    public async Task<string> DebitAsync(string key, int user, long micros, bool commits)
    {
        var posting = Posting(key, user, -micros, TransactionType.Purchase, SystemAccount.Revenue);
        return Answer(await RunAsync(db => _ledger.PostAsync(db, posting, default), commits), commits);
    }

    public async Task<string> DebitAloneAsync(string key, int user, long micros)
    {
        var result = await _ledger.PostAsync(Posting(key, user, -micros, TransactionType.Purchase, SystemAccount.Revenue), default);
        await NoteExpiriesAsync();
        return Answer(result, commits: true);
    }

    public async Task<string> TransferAsync(string key, int from, int to, long micros, bool commits)
    {
        var order = new TransferOrder(Own(key), UserId(from), UserId(to), new CreditAmount(micros), "", new Dictionary<string, string>());
        return await RunAsync(db => _ledger.TransferAsync(db, order, default), commits) switch
        {
            TransferResult.Transferred done => Answer(done.TransactionId, done.BalanceAfter, done.Replayed, commits),
            TransferResult.InsufficientBalance refused => $"insufficient {refused.Required.Micros} {refused.Available.Micros}",
            TransferResult.SameCustomer => "same customer",
            var other => Words(other),
        };
    }

    public async Task<string> ReverseAsync(string key, int target, long micros, bool commits)
    {
        var id = target < _transactions.Count ? _transactions[target] : "txn_unknown";
        var reversal = new Reversal(Own(key), id, new CreditAmount(micros), TransactionType.Refund, "", new Dictionary<string, string>());
        return await RunAsync(db => _ledger.ReverseAsync(db, reversal, default), commits) switch
        {
            ReverseResult.Reversed done => Answer(done.TransactionId, done.BalanceAfter, done.Replayed, commits),
            ReverseResult.ExceedsRemaining refused => $"exceeds {refused.Remaining.Micros}",
            ReverseResult.NotFound => "not found",
            ReverseResult.NotReversible refused => $"not reversible {refused.Type}",
            var other => Words(other),
        };
    }

    public async Task<string> PlaceAsync(string key, int user, long micros, DateTimeOffset? expires, bool commits)
    {
        var request = new HoldRequest(Own(key), UserId(user), new CreditAmount(micros), expires, "", "dep");
        var result = await RunAsync(db => _ledger.PlaceHoldAsync(db, request, default), commits);
        if (result is PlaceHoldResult.Placed { Replayed: false } placed)
        {
            if (!commits)
                return $"hold {_holds.Count}";
            _holds.Add(placed.HoldId);
        }

        return result switch
        {
            PlaceHoldResult.Placed { Replayed: false } => $"hold {_holds.Count - 1}",
            PlaceHoldResult.Placed replayed => $"replayed hold {_holds.IndexOf(replayed.HoldId)}",
            PlaceHoldResult.InsufficientBalance refused => $"insufficient {refused.Required.Micros} {refused.Available.Micros}",
            _ => Words(result),
        };
    }

    public async Task<string> CaptureAsync(string key, int hold, long micros, bool commits)
    {
        var capture = new HoldCapture(
            Own(key), HoldId(hold), new CreditAmount(micros), TransactionType.Deployment, "", new Dictionary<string,
            string> { ["n"] = "1" });
        return await RunAsync(db => _ledger.CaptureHoldAsync(db, capture, default), commits) switch
        {
            CaptureHoldResult.Captured captured => Answer(captured.TransactionId, captured.BalanceAfter, captured.Replayed, commits),
            CaptureHoldResult.ExceedsHold refused => $"exceeds {refused.Held.Micros}",
            var other => Words(other),
        };
    }

    public async Task<string> VoidAsync(int hold, bool commits) =>
        Words(await RunAsync(db => _ledger.VoidHoldAsync(db, HoldId(hold), default), commits));

    public async Task<string> ExpireHoldsAsync()
    {
        await shell.ExpireAsync();
        return "expired";
    }

    public async Task<string> ExpireLotsAsync()
    {
        await shell.InScopeAsync<ExpireLots, int>(x => x.ExecuteAsync(default));
        await NoteExpiriesAsync();
        return "expired";
    }

    /// <summary>The job writes transactions itself, and so does whatever takes from an account with lots that have ended.</summary>
    private async Task NoteExpiriesAsync()
    {
        await using var db = await shell.Database.OpenAsync(default);
        var expiries = await db.QueryAsync<string>(
            """
            select t.id from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
            join ledger_accounts a on a.id = e.account_id
            where t.type = 'Expiry' and a.owner in (@first, @second, @third) order by t.id
            """,
            new { first = UserId(0), second = UserId(1), third = UserId(2) });
        _transactions.AddRange(expiries.Except(_transactions, StringComparer.Ordinal).ToList());
    }

    public Task<WalletBalance> BalanceAsync(int user) => _ledger.GetBalanceAsync(UserId(user), default);

    public async Task<IReadOnlyList<long>> EntriesAsync(int user)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.QueryAsync<long>(
            "select e.amount from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.owner = @owner order by e.version",
            new { owner = UserId(user) });
    }

    public async Task<IReadOnlyList<(string Kind, long Amount, long Remaining)>> LotsAsync(int user)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.QueryAsync<(string, long, long)>(
            "select l.kind, l.amount, l.remaining from ledger_lots l join ledger_accounts a on a.id = l.account_id where a.owner = @owner "
            + "order by l.id",
            new { owner = UserId(user) });
    }

    private Posting Posting(string key, int user, long micros, TransactionType type, SystemAccount counterpart) =>
        new(Own(key), type, UserId(user), new CreditAmount(micros), counterpart, "", new Dictionary<string, string>());

    private string Answer(PostResult result, bool commits) => result switch
    {
        PostResult.Posted posted => Answer(posted.TransactionId, posted.BalanceAfter, posted.Replayed, commits),
        PostResult.InsufficientBalance refused => $"insufficient {refused.Required.Micros} {refused.Available.Micros}",
        var other => Words(other),
    };

    private string Answer(string transactionId, CreditAmount balance, bool replayed, bool commits)
    {
        if (!replayed && commits)
            _transactions.Add(transactionId);
        return $"{(replayed ? "replayed " : "")}posted {balance.Micros}";
    }

    private string HoldId(int hold) => hold < _holds.Count ? _holds[hold] : "hld_unknown";

    private string Own(string key) => $"{history}:{key}";

    private async Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, bool commits)
    {
        var result = await shell.Database.InTransactionAsync(work, _ => commits, default);
        await NoteExpiriesAsync();
        return result;
    }

    private static string Words(object result) => result switch
    {
        PostResult.KeyReused or TransferResult.KeyReused or ReverseResult.KeyReused or PlaceHoldResult.KeyReused
            or CaptureHoldResult.KeyReused => "key reused",
        CaptureHoldResult.NotOpen => "not open",
        VoidHoldResult.Voided => "voided",
        VoidHoldResult.AlreadyCaptured => "already captured",
        VoidHoldResult.NotFound => "not found",
        _ => result.ToString()!,
    };
}
