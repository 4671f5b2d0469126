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
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>Does one random thing after the other with a few customers' credits, whether it is refused or not.</summary>
internal sealed class RandomHistory(TestShell shell, Random random, string prefix = "", bool passesTime = true)
{
    public const int Kinds = 10;

    private readonly List<string> _holds = [];
    private readonly List<string> _transactions = [];

    /// <summary>The kinds of things that were done.</summary>
    public HashSet<int> Done { get; } = [];

    public Task StepAsync()
    {
        var kind = random.Next(Kinds);
        Done.Add(kind);
        return kind switch
        {
            0 => PostAsync(TopUp(Some(), User())),
            1 => PostAsync(Bonus()),
            2 or 3 => PostAsync(Purchase(Some(), User())),
            4 => PlaceAsync(),
            5 when _holds.Count > 0 => CaptureAsync(),
            6 when _holds.Count > 0 => shell.VoidAsync(Any(_holds)),
            7 => TransferAsync(),
            8 when _transactions.Count > 0 => ReverseAsync(),
            9 when passesTime => PassTimeAsync(),
            _ => Task.CompletedTask,
        };
    }

    private async Task PostAsync(Posting posting)
    {
        if (await shell.PostAsync(posting) is PostResult.Posted posted)
            _transactions.Add(posted.TransactionId);
    }

    private Posting Bonus() =>
        new(NewKey(), TransactionType.Bonus, User(), Amount(Some()), SystemAccount.Promotions, "A bonus", new Dictionary<string, string>())
        {
            Grant = new Grant(LotKind.Promotional, shell.Time.GetUtcNow().AddMinutes(random.Next(1, 90))),
        };

    private async Task PlaceAsync()
    {
        if (await shell.PlaceAsync(Hold(Some(), User(),
            expires: shell.Time.GetUtcNow().AddMinutes(random.Next(1, 60)))) is PlaceHoldResult.Placed placed)
            _holds.Add(placed.HoldId);
    }

    private async Task CaptureAsync()
    {
        if (await shell.CaptureAsync(Capture(Any(_holds), Some())) is CaptureHoldResult.Captured captured)
            _transactions.Add(captured.TransactionId);
    }

    private Task TransferAsync()
    {
        var (from, to) = (User(), User());
        var order = new TransferOrder(
            NewKey(), from, to == from ? from + "-friend" : to, Amount(Some()), "A gift", new Dictionary<string, string>());
        return shell.Database.InTransactionAsync(db => shell.Get<ILedger>().TransferAsync(db, order, default), default);
    }

    private Task ReverseAsync()
    {
        var type = random.Next(2) == 0 ? TransactionType.Refund : TransactionType.Chargeback;
        var reversal = new Reversal(NewKey(), Any(_transactions), Amount(Some()), type, "Given back", new Dictionary<string, string>());
        return shell.Database.InTransactionAsync(db => shell.Get<ILedger>().ReverseAsync(db, reversal, default), default);
    }

    private async Task PassTimeAsync()
    {
        shell.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 30)));
        await shell.ExpireAsync();
        await shell.InScopeAsync<ExpireLots, int>(x => x.ExecuteAsync(default));
    }

    private string User() => $"usr_{prefix}{random.Next(3)}";

    private decimal Some() => random.Next(1, random.Next(2) == 0 ? 3_000_000 : 20_000_000) / 1_000_000m;

    private string Any(List<string> ids) => ids[random.Next(ids.Count)];
}
