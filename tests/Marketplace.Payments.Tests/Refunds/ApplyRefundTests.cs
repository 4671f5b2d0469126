using Marketplace.Credits.Ledger.Postings;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Refunds;

public sealed class ApplyRefundTests
{
    [Theory, Trait("Acceptance", "S3-27"), Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_takes_its_share_once_however_often_it_is_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        foreach (var status in (RefundStatus[])[
            RefundStatus.Pending, RefundStatus.Pending, RefundStatus.Succeeded, RefundStatus.Succeeded, RefundStatus.Pending])
            Assert.True(await desk.HearAsync(Refund(intent, 1000, status)));

        await desk.AssertBalanceAsync(15m);
        var entry = Assert.Single(
            await desk.QueryAsync<(string Type, string Description)>(
                "select type, description from ledger_transactions where reverses_id is not null"));
        Assert.Equal(("Refund", $"Refund of $10.00 ({intent}): the credits it paid for are taken back"), entry);
        Assert.Equal(["payments.refund-made"], desk.Told());
        Assert.Contains("$10.00 left your wallet", desk.Shell.Notifier.Told[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Told_twenty_times_at_once_it_takes_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        await Task.WhenAll(
            Enumerable.Range(0, 20)
                .Select(
                    i => Task.Run(() => desk.HearAsync(Refund(intent, 1000, i % 2 == 0 ? RefundStatus.Pending : RefundStatus.Succeeded)))));
        await desk.AssertBalanceAsync(15m);
    }

    [Theory, Trait("Acceptance", "S3-28")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_that_the_bank_sends_back_restores_once_and_tells_the_customer(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Refund(intent, 500));
        await desk.AssertBalanceAsync(412.5m);
        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed));
        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed));
        await desk.HearAsync(Refund(intent, 500));

        await desk.AssertBalanceAsync(550m);
        Assert.Equal(["payments.refund-failed", "payments.refund-made"], desk.Told().Order(StringComparer.Ordinal));
        Assert.Equal(
            [("Bonus", 50_000_000L), ("Purchased", 500_000_000L)],
            await desk.QueryAsync<(string, long)>("select kind, remaining from ledger_lots order by kind"));
        Assert.Equal(
            "expired_or_canceled_card",
            Assert.Single(await desk.QueryAsync<string>("select failure from refunds where status = 'Failed'")));
    }

    [Theory, Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_package_refunded_in_odd_parts_gives_everything_back_to_the_last_millionth(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync(credits: 333.33m, bonus: 0.07m, usd: 9.97m);
        var part = 0;
        foreach (var cents in (long[])[1, 331, 333, 332])
            await desk.HearAsync(Refund(intent, cents, id: $"re_{++part}"));

        await desk.AssertBalanceAsync(0m);
        Assert.Empty(await desk.QueryAsync<string>("select kind from ledger_lots where remaining <> 0"));
        Assert.All(
            await desk.QueryAsync<long>("select sum(amount) from ledger_system_entries group by account_id"), x => Assert.Equal(0, x));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Spent_credits_leave_a_debt_that_blocks_spending_until_it_is_repaid(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        await desk.SpendAsync(20m);
        await desk.HearAsync(Refund(intent, 2500));
        await desk.AssertBalanceAsync(-20m);
        Assert.IsType<PostResult.InsufficientBalance>(await desk.TrySpendAsync(0.01m));

        await desk.PaidAsync(30m);
        await desk.AssertBalanceAsync(10m);
        Assert.IsType<PostResult.Posted>(await desk.TrySpendAsync(10m));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Refunded_before_it_was_credited_the_credits_come_and_go_together(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.StartedPackageAsync(500m, 50m, 20m);
        var paid = desk.Gateway.Pay(intent);
        Assert.True(await desk.HearAsync(Refund(intent, 500)));
        await desk.AssertBalanceAsync(0m);

        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(paid));
        await desk.AssertBalanceAsync(412.5m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crash_while_taking_leaves_nothing_and_the_next_news_takes_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        desk.Ledger.ReversalFailuresLeft = 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.HearAsync(Refund(intent, 500)));
        await desk.AssertBalanceAsync(550m);
        Assert.Empty(await desk.QueryAsync<string>("select id from refunds"));
        Assert.Empty(desk.Told());

        await desk.HearAsync(Refund(intent, 500));
        await desk.AssertBalanceAsync(412.5m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_belongs_to_no_payment_of_this_tenant_moves_nothing(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        Assert.False(await desk.HearAsync(Refund("pi_of_another_tenant", 2500)));
        Assert.False(await desk.HearAsync(Refund(intent, 2500) with { PaymentIntentId = null }));
        Assert.False(await desk.HearAsync(Refund(intent, 2500) with { Currency = "jpy" }));
        Assert.False(await desk.HearAsync(Refund(intent, 0)));
        Assert.False(await desk.HearAsync(Dispute("pi_of_another_tenant", 2500)));
        Assert.False(await desk.HearAsync(Dispute(intent, 2500) with { PaymentIntentId = null }));
        await desk.AssertBalanceAsync(25m);
    }

    [Fact]
    public async Task More_than_was_paid_takes_no_more_than_was_given()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var intent = await desk.PaidAsync(25m);
        await desk.HearAsync(Refund(intent, 99_999));
        await desk.AssertBalanceAsync(0m);
    }
}
