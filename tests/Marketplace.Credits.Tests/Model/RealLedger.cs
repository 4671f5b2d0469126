using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Model;

/// <summary>The real ledger, asked with the reference's small numbers and answering in its words. Each history has customers and keys of its own.</summary>
internal sealed class RealLedger(TestShell shell, int history)
{
    private readonly ILedger _ledger = shell.Get<ILedger>();
    private readonly List<string> _holds = [];

    public string UserId(int user) => $"usr_{history}_{user}";

    public async Task<string> PostAsync(string key, int user, long micros, bool commits)
    {
        var posting = new Posting(
            Own(key),
            micros > 0 ? TransactionType.TopUp : TransactionType.Purchase,
            UserId(user),
            new CreditAmount(micros),
            micros > 0 ? SystemAccount.PaymentClearing : SystemAccount.Revenue,
            "",
            new Dictionary<string, string>());
        return await RunAsync(db => _ledger.PostAsync(db, posting, default), commits) switch
        {
            PostResult.Posted { Replayed: false } posted => $"posted {posted.BalanceAfter.Micros}",
            PostResult.Posted posted => $"replayed posted {posted.BalanceAfter.Micros}",
            PostResult.InsufficientBalance refused => $"insufficient {refused.Required.Micros} {refused.Available.Micros}",
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
            Own(key), HoldId(hold), new CreditAmount(micros), TransactionType.Deployment, "", new Dictionary<string, string> { ["n"] = "1" });
        return await RunAsync(db => _ledger.CaptureHoldAsync(db, capture, default), commits) switch
        {
            CaptureHoldResult.Captured { Replayed: false } captured => $"captured {captured.BalanceAfter.Micros}",
            CaptureHoldResult.Captured captured => $"replayed captured {captured.BalanceAfter.Micros}",
            CaptureHoldResult.ExceedsHold refused => $"exceeds {refused.Held.Micros}",
            var other => Words(other),
        };
    }

    public async Task<string> VoidAsync(int hold, bool commits) =>
        Words(await RunAsync(db => _ledger.VoidHoldAsync(db, HoldId(hold), default), commits));

    public async Task<string> ExpireAsync()
    {
        await shell.ExpireAsync();
        return "expired";
    }

    public Task<WalletBalance> BalanceAsync(int user) => _ledger.GetBalanceAsync(UserId(user), default);

    public async Task<IReadOnlyList<long>> EntriesAsync(int user)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.QueryAsync<long>(
            "select e.amount from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.owner = @owner order by e.version",
            new { owner = UserId(user) });
    }

    private string HoldId(int hold) => hold < _holds.Count ? _holds[hold] : "hld_unknown";

    private string Own(string key) => $"{history}:{key}";

    private async Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, bool commits) =>
        await shell.Database.InTransactionAsync(work, _ => commits, default);

    private static string Words(object result) => result switch
    {
        PostResult.KeyReused or PlaceHoldResult.KeyReused or CaptureHoldResult.KeyReused => "key reused",
        CaptureHoldResult.NotOpen => "not open",
        VoidHoldResult.Voided => "voided",
        VoidHoldResult.AlreadyCaptured => "already captured",
        VoidHoldResult.NotFound => "not found",
        _ => result.ToString()!,
    };
}
