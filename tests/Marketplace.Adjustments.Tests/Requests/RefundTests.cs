using Marketplace.Adjustments.Requests;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Requests;

public sealed class RefundTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_is_refunded_in_parts_and_never_more_than_it_cost(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await shell.PostedAsync(TopUp(100));
        var purchase = await shell.PostedAsync(Purchase(60));

        var first = Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, Ask(shell, purchase, 20)));
        Assert.Equal(
            Amount(40),
            Assert.IsType<AdjustmentResult.ExceedsRemaining>(await shell.RequestAsync(Olga, Ask(shell, purchase, 40.01m))).Remaining);
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, Ask(shell, purchase, 40)));
        Assert.Equal(
            CreditAmount.Zero,
            Assert.IsType<AdjustmentResult.ExceedsRemaining>(await shell.RequestAsync(Olga, Ask(shell, purchase, 0.000001m))).Remaining);

        await shell.AssertBalanceAsync(100);
        var refund = (await shell.Get<IWallet>().FindTransactionAsync(Ada, first.TransactionId, default))!;
        Assert.Equal(
            (TransactionType.Refund, "Refund: It broke", Olga), (refund.Type, refund.Description, refund.Metadata["requested_by"]));
        Assert.Equal("It broke", refund.Metadata["reason"]);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_large_refund_waits_and_what_is_left_then_counts(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await shell.PostedAsync(TopUp(500));
        var purchase = await shell.PostedAsync(Purchase(400));
        Assert.IsType<AdjustmentResult.ExceedsRemaining>(await shell.RequestAsync(Olga, Ask(shell, purchase, 401)));
        var (large, larger) = (Ask(shell, purchase, 300), Ask(shell, purchase, 350));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, large));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, larger));
        await shell.AssertBalanceAsync(100);

        var results = await Race.RunAsync(
            new[] { large, larger }.Select(x => (Func<Task<ApprovalAnswer>>)(() => shell.ApproveAsync(Otto, x.Id))));

        Assert.Single(results.OfType<ApprovalAnswer.Approved>());
        Assert.IsType<AdjustmentResult.ExceedsRemaining>(Assert.Single(results.OfType<ApprovalAnswer.Impossible>()).Cause);
        await shell.AssertBalanceAsync(results[0] is ApprovalAnswer.Approved ? 400 : 450);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Only_what_the_customer_paid_for_is_refunded(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var topUp = await shell.PostedAsync(TopUp(100));
        var purchase = await shell.PostedAsync(Purchase(10));
        var correction = Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(
            Olga, new AdjustmentRequest(AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Correction, Ada, Amount(-5), "A mistake")));

        await shell.PostedAsync(TopUp(100) with { Asset = "tft" });
        var foreign = await shell.PostedAsync(Purchase(10) with { Asset = "tft" });

        foreach (var id in new[] { topUp, correction.TransactionId, foreign, "txn_unknown" })
        {
            Assert.IsType<AdjustmentResult.NotRefundable>(await shell.RequestAsync(Olga, Ask(shell, id, 1)));
            Assert.IsType<AdjustmentResult.NotRefundable>(await shell.RequestAsync(Olga, Ask(shell, id, 1000)));
        }

        Assert.IsType<AdjustmentResult.NotRefundable>(await shell.RequestAsync(Olga, Ask(shell, purchase, 1) with { UserId = Bob }));
        await shell.AssertBalanceAsync(85);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_grant_makes_a_lot_of_its_kind_that_expires(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var expiry = shell.Time.GetUtcNow().AddDays(30);
        var grant = new AdjustmentRequest(
            AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Grant, Ada, Amount(7), "Welcome", LotKind.Promotional, expiry);
        var posted = Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, grant));

        await using var db = await shell.Database.OpenAsync(default);
        var lot = await db.QuerySingleAsync<(string Kind, CreditAmount Remaining, DateTimeOffset ExpiresAt)>(
            "select kind, remaining, expires_at from ledger_lots where transaction_id = @TransactionId", new { posted.TransactionId });
        Assert.Equal(("Promotional", Amount(7), expiry), lot);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static AdjustmentRequest Ask(TestShell shell, string transactionId, decimal amount) =>
        new(AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Refund, Ada, Amount(amount), "It broke", TransactionId: transactionId);
}
