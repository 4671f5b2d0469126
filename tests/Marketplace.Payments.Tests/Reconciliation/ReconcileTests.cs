using Marketplace.Credits.Verification.Rules;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Reconciling;
using Marketplace.Payments.Reconciliation.Rules;
using Marketplace.Payments.Reconciliation.Runs;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Reconciliation;

public sealed class ReconcileTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(11);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Both_books_match_to_the_cent(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m);
        await desk.CollectedAsync(10.5m);
        Refund(desk, topUp, 1);
        await desk.SweepAsync();
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Matches, await desk.ReconcileAsync());
        Assert.Empty(await desk.OpenDifferencesAsync());
        var figures = await desk.Shell.Get<RunRows>()
            .ListFiguresAsync((await desk.Shell.Get<RunRows>().ListAsync(1, default))[0].Id, default);
        Assert.Equal((3550L, 3550L, 2), Figure(figures, ComparedKind.TopUp));
        Assert.Equal((-1L, -1L, 1), Figure(figures, ComparedKind.Refund));
        Assert.Equal((0L, 0L, 0), Figure(figures, ComparedKind.Dispute));
        await desk.AssertBalanceAsync(35.49m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_credits_what_was_paid_before_it_compares(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.CollectedAsync(25m, credited: false);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Matches, await desk.ReconcileAsync());
        await desk.AssertBalanceAsync(25m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_that_failed_here_and_was_paid_there_is_shown_and_applied(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m, credited: false);
        desk.Gateway.Events.Clear();
        await ExecuteAsync(desk, "update top_ups set status = 'Failed' where id <> ''");
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        var difference = Assert.Single(await desk.OpenDifferencesAsync());
        Assert.Equal(
            (DifferenceKind.MissingHere, topUp.Id, 2500L, 0L),
            (difference.How, difference.TopUpId, difference.GatewayCents!.Value, difference.BooksCents!.Value));
        Assert.True(difference.CanApply);
        Assert.Equal(ApplyDifferenceResult.Mended, await desk.ApplyAsync(difference));
        Assert.Equal(ApplyDifferenceResult.Closed, await desk.ApplyAsync(difference));
        var entry = Assert.Single(desk.Shell.Get<TestAudit>().Entries);
        Assert.Equal(("payments.difference-applied", difference.ObjectId, Desk.Ada), (entry.Act, entry.Record, entry.Concerns));
        await desk.AssertBalanceAsync(25m);
        Assert.Equal(RunStatus.Matches, await desk.ReconcileAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_without_a_row_cannot_be_applied_but_explained_until_its_amounts_change(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m, credited: false);
        desk.Gateway.Events.Clear();
        await ExecuteAsync(desk, "delete from top_ups where id <> ''");
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        var difference = Assert.Single(await desk.OpenDifferencesAsync());
        Assert.False(difference.CanApply);
        Assert.Equal(ExplainDifferenceResult.Explained, await ExplainAsync(desk, difference));
        Assert.Equal(ExplainDifferenceResult.Closed, await ExplainAsync(desk, difference));
        var entry = Assert.Single(desk.Shell.Get<TestAudit>().Entries);
        Assert.Equal(
            ("payments.difference-explained", difference.ObjectId, "Refunded by hand"), (entry.Act, entry.Record, entry.Reason));
        Assert.Equal(RunStatus.Matches, await desk.ReconcileAsync());
        desk.Book("charge", 100, "ch_x", topUp.PaymentIntentId);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        Assert.Equal(2600, Assert.Single(await desk.OpenDifferencesAsync()).GatewayCents);
    }

    private static Task<ExplainDifferenceResult> ExplainAsync(Desk desk, Difference difference) =>
        desk.Shell.InScopeAsync<ExplainDifference, ExplainDifferenceResult>(
            x => x.ExecuteAsync(difference.Id, "Refunded by hand", "usr_olga", default));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_the_gateway_does_not_know_is_missing_there_and_mended_when_it_shows_up(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m);
        desk.Gateway.Balance.Clear();
        desk.Gateway.Forget(topUp.PaymentIntentId!);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        Assert.Equal(DifferenceKind.MissingThere, Assert.Single(await desk.OpenDifferencesAsync()).How);

        desk.Book("charge", 2500, "ch_x", topUp.PaymentIntentId);
        desk.Shell.Time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        desk.Book("charge", 2500, "ch_x", topUp.PaymentIntentId);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Matches, await desk.ReconcileAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_that_was_missed_is_applied_and_a_failed_one_is_nothing(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m);
        Refund(desk, topUp, 1000);
        desk.Gateway.Events.Clear();
        var failed = desk.Gateway.Put(new GatewayRefund(
            "re_failed", 700, "usd", RefundStatus.Failed, topUp.PaymentIntentId, null, new Dictionary<string, string>(),
            "expired_or_canceled_card", desk.Shell.Time.GetUtcNow()));
        desk.Book("refund", -700, failed.Id, topUp.PaymentIntentId);
        desk.Book("refund_failure", 700, failed.Id, topUp.PaymentIntentId);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        var difference = Assert.Single(await desk.OpenDifferencesAsync());
        Assert.Equal(
            (ComparedKind.Refund, DifferenceKind.MissingHere, -1000L), (difference.Kind, difference.How, difference.GatewayCents!.Value));
        AssertOffered(desk, difference, topUp);
        Assert.Equal(ApplyDifferenceResult.Mended, await desk.ApplyAsync(difference));
        await desk.AssertBalanceAsync(15m);

        // Its message arrives after all.
        Assert.True(
            await desk.Shell.InScopeAsync<IRefunds,
            bool>(async x => await x.ApplyAsync((await desk.Gateway.GetRefundAsync(difference.ObjectId, default)).Value!, default)));
        await desk.AssertBalanceAsync(15m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_dispute_that_was_missed_is_offered_and_applied(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m);
        desk.Gateway.Put(
            new GatewayDispute(
                "dp_1", 2500, "usd", DisputeStatus.NeedsResponse, "fraudulent", topUp.PaymentIntentId, null, null,
                desk.Shell.Time.GetUtcNow()));
        desk.Book("adjustment", -2500, "dp_1", topUp.PaymentIntentId);
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        var difference = Assert.Single(await desk.OpenDifferencesAsync());
        AssertOffered(desk, difference, topUp);
        Assert.Equal(ApplyDifferenceResult.Mended, await desk.ApplyAsync(difference));
        await desk.AssertBalanceAsync(0m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_of_a_payment_whose_answer_was_lost_is_applied_after_the_payment(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m, credited: false);
        Refund(desk, topUp, 1000);
        desk.Gateway.Events.Clear();
        await ExecuteAsync(desk, "update top_ups set status = 'Failed', payment_intent_id = null where id <> ''");
        desk.Shell.Time.Advance(Later);
        Assert.Equal(RunStatus.Differs, await desk.ReconcileAsync());
        var difference = Assert.Single(await desk.OpenDifferencesAsync(), x => x.Kind is ComparedKind.Refund);
        AssertOffered(desk, difference, topUp);
        Assert.Equal(ApplyDifferenceResult.Mended, await desk.ApplyAsync(difference));
        await desk.AssertBalanceAsync(15m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task There_is_one_run_at_a_time_and_a_lost_one_makes_room(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var first = (await OpenAsync(desk))!;
        Assert.Null(await OpenAsync(desk));
        desk.Shell.Time.Advance(ReconciliationRun.LostAfter + TimeSpan.FromSeconds(1));
        var second = (await OpenAsync(desk))!;
        Assert.Null(await desk.Shell.InScopeAsync<Reconcile, RunStatus?>(x => x.ContinueAsync(first, default)));
        Assert.Equal(RunStatus.Matches, await desk.Shell.InScopeAsync<Reconcile, RunStatus?>(x => x.ContinueAsync(second, default)));
        Assert.Equal(
            [RunStatus.Matches, RunStatus.Interrupted], (await desk.Shell.Get<RunRows>().ListAsync(5, default)).Select(x => x.Status));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_verifier_finds_top_ups_without_credits_and_credits_without_top_up(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m);
        Assert.Empty(await FindingsAsync(desk));
        await ExecuteAsync(desk, "update top_ups set amount = amount + 1 where id <> ''");
        Assert.Equal([topUp.Id], await FindingsAsync(desk));
        await ExecuteAsync(desk, "update top_ups set amount = amount - 1, status = 'Failed' where id <> ''");
        Assert.StartsWith("txn_", Assert.Single(await FindingsAsync(desk)), StringComparison.Ordinal);
    }

    /// <summary>As the operators' page has it.</summary>
    private static void AssertOffered(Desk desk, Difference difference, TopUp topUp)
    {
        Assert.Equal((topUp.Id, topUp.UserId, true), (difference.TopUpId, difference.UserId, difference.CanApply));
        Assert.StartsWith("Apply it now", desk.Shell.Get<DifferenceWords>().Remedy(difference), StringComparison.Ordinal);
    }

    private static async Task<List<string>> FindingsAsync(Desk desk)
    {
        var places = new List<string>();
        foreach (var rule in new Marketplace.Credits.Verification.Rules.LedgerRule[]
            { new TopUpsHaveTheirTransactions(), new TopUpTransactionsHaveTheirTopUp() })
        {
            if (await rule.CheckAsync(desk.Shell.Database, _ => Task.CompletedTask, default) is { } finding)
                places.Add(finding.Place);
        }

        return places;
    }

    private static void Refund(Desk desk, TopUp topUp, long cents)
    {
        var refund = desk.Gateway.Put(new GatewayRefund(
            "re_" + topUp.Id, cents, "usd", RefundStatus.Succeeded, topUp.PaymentIntentId, null, new Dictionary<string, string>(), null,
            desk.Shell.Time.GetUtcNow()));
        desk.Book("refund", -cents, refund.Id, topUp.PaymentIntentId);
        desk.Happened(GatewaySubject.Refund, refund.Id);
    }

    private static (long Gateway, long Books, int Count) Figure(IReadOnlyList<RunFigure> figures, ComparedKind kind)
    {
        var figure = Assert.Single(figures, x => x.Kind == kind);
        Assert.Equal(figure.GatewayCount, figure.BooksCount);
        return (figure.GatewayCents, figure.BooksCents, figure.BooksCount);
    }

    private static Task<string?> OpenAsync(Desk desk) => desk.Shell.InScopeAsync<Reconcile, string?>(x => x.OpenAsync("usr_olga", default));

    private static Task ExecuteAsync(Desk desk, string sql) => desk.Shell.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default);
}
