using Marketplace.Credits;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>Short words for what the tests do with the ledger, each in a transaction of its own.</summary>
public static class Money
{
    public const string Ada = "usr_ada";
    public const string Bob = "usr_bob";

    private static int _keys;

    public static string NewKey() => "key-" + Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public static Task<TestShell> ShellAsync(DatabaseKind kind) => TestShell.CreateAsync(kind, new Startup());

    public static Posting TopUp(decimal amount, string user = Ada, string? key = null) =>
        new(key ?? NewKey(), TransactionType.TopUp, user, Amount(amount), SystemAccount.PaymentClearing, "Credit purchase",
            new Dictionary<string, string>());

    public static Posting Purchase(decimal amount, string user = Ada, string? key = null) =>
        new(key ?? NewKey(), TransactionType.Purchase, user, Amount(-amount), SystemAccount.Revenue, "A purchase", new Dictionary<string,
            string>());

    public static Posting Granted(decimal amount, LotKind kind, DateTimeOffset? expires = null, string user = Ada) =>
        TopUp(amount, user) with { Grant = new Grant(kind, expires) };

    public static Reversal Reverse(string transactionId, decimal amount, string? key = null,
        TransactionType type = TransactionType.Refund) =>
        new(key ?? NewKey(), transactionId, Amount(amount), type, "A reversal", new Dictionary<string, string>());

    public static TransferOrder Transfer(decimal amount, string from = Ada, string to = Bob, string? key = null) =>
        new(key ?? NewKey(), from, to, Amount(amount), "A transfer", new Dictionary<string, string>());

    public static HoldRequest Hold(
        decimal amount, string user = Ada, string? key = null, DateTimeOffset? expires = null, string reference = "dep_1") =>
        new(key ?? NewKey(), user, Amount(amount), expires, "A reservation", reference);

    public static HoldCapture Capture(string holdId, decimal amount, string? key = null) =>
        new(key ?? NewKey(), holdId, Amount(amount), TransactionType.Deployment, "A deployment", new Dictionary<string,
            string> { ["deployment_id"] = "dep_1" });

    public static Task<PostResult> PostAsync(this TestShell shell, Posting posting) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().PostAsync(db, posting, default));

    public static Task<PlaceHoldResult> PlaceAsync(this TestShell shell, HoldRequest request) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().PlaceHoldAsync(db, request, default));

    public static Task<CaptureHoldResult> CaptureAsync(this TestShell shell, HoldCapture capture) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().CaptureHoldAsync(db, capture, default));

    public static Task<VoidHoldResult> VoidAsync(this TestShell shell, string holdId) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().VoidHoldAsync(db, holdId, default));

    public static Task<ReverseResult> ReverseAsync(this TestShell shell, Reversal reversal) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().ReverseAsync(db, reversal, default));

    public static Task<TransferResult> TransferAsync(this TestShell shell, TransferOrder order) =>
        shell.InTransactionAsync(db => shell.Get<ILedger>().TransferAsync(db, order, default));

    /// <summary>The customer's lots in the order they were made.</summary>
    public static async Task<IReadOnlyList<(LotKind Kind, decimal Remaining)>> LotsAsync(this TestShell shell, string user = Ada)
    {
        await using var db = await shell.Database.OpenAsync(default);
        var lots = await db.QueryAsync<(string Kind, CreditAmount Remaining)>(
            "select l.kind, l.remaining from ledger_lots l join ledger_accounts a on a.id = l.account_id where a.owner = @user order by "
            + "l.id", new { user });
        return [.. lots.Select(x => (Enum.Parse<LotKind>(x.Kind), x.Remaining.ToDecimal()))];
    }

    public static async Task<string> PlacedAsync(this TestShell shell, HoldRequest request) =>
        Assert.IsType<PlaceHoldResult.Placed>(await shell.PlaceAsync(request)).HoldId;

    public static async Task<string> PostedAsync(this TestShell shell, Posting posting) =>
        Assert.IsType<PostResult.Posted>(await shell.PostAsync(posting)).TransactionId;

    public static async Task AssertBalanceAsync(this TestShell shell, decimal posted, decimal held = 0, string user = Ada) =>
        Assert.Equal(new WalletBalance(Amount(posted), Amount(held)), await shell.Get<ILedger>().GetBalanceAsync(user, default));

    public static async Task<long> CountAsync(this TestShell shell, string table)
    {
        await using var db = await shell.Database.OpenAsync(default);
        return await db.ScalarAsync<long>($"select count(*) from {table}");
    }

    private static Task<T> InTransactionAsync<T>(this TestShell shell, Func<UnitOfWork, Task<T>> work) =>
        shell.Database.InTransactionAsync(work, default);
}
