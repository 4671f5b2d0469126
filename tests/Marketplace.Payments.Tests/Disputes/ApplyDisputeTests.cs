using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Disputes;

public sealed class ApplyDisputeTests
{
    [Theory, Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_dispute_takes_once_on_its_way_to_being_lost(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        foreach (var status in (DisputeStatus[])[
            DisputeStatus.NeedsResponse, DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Lost,
            DisputeStatus.NeedsResponse])
            Assert.True(await desk.HearAsync(Dispute(intent, 2000, status)));

        await desk.AssertBalanceAsync(-100m);
        Assert.Equal(
            ["Chargeback", "Chargeback"],
            await desk.QueryAsync<string>("select type from ledger_transactions where reverses_id is not null"));
        Assert.Equal(["payments.dispute-opened"], desk.Told());
        Assert.Equal(["payments.dispute-opened", "payments.top-up-succeeded"], (await desk.EventsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory, Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_dispute_that_is_won_restores_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Dispute(intent, 2000));
        await desk.AssertBalanceAsync(0m);
        foreach (var status in (DisputeStatus[])[DisputeStatus.Won, DisputeStatus.Won, DisputeStatus.Lost, DisputeStatus.UnderReview])
            await desk.HearAsync(Dispute(intent, 2000, status));

        await desk.AssertBalanceAsync(550m);
        Assert.Equal(["payments.dispute-opened", "payments.dispute-won"], desk.Told().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Inquiries_and_prevented_disputes_move_nothing_until_one_becomes_a_dispute(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        foreach (var status in (DisputeStatus[])[DisputeStatus.WarningNeedsResponse, DisputeStatus.WarningUnderReview])
            Assert.True(await desk.HearAsync(Dispute(intent, 2500, status)));
        Assert.True(await desk.HearAsync(Dispute(intent, 2500, DisputeStatus.Prevented, "dp_2")));
        await desk.AssertBalanceAsync(25m);
        Assert.Empty(desk.Told());

        await desk.HearAsync(Dispute(intent, 1000));
        await desk.AssertBalanceAsync(15m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_and_a_dispute_of_one_payment_take_it_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Refund(intent, 500));
        await desk.HearAsync(Dispute(intent, 2000));
        await desk.AssertBalanceAsync(0m);

        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed));
        await desk.AssertBalanceAsync(0m);

        await desk.HearAsync(Dispute(intent, 2000, DisputeStatus.Won));
        await desk.AssertBalanceAsync(550m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_won_dispute_brings_nothing_back_of_what_was_refunded_meanwhile(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Dispute(intent, 2000));
        await desk.HearAsync(Refund(intent, 500));
        await desk.HearAsync(Dispute(intent, 2000, DisputeStatus.Won));
        await desk.AssertBalanceAsync(412.5m);

        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed));
        await desk.AssertBalanceAsync(550m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Disputed_before_it_was_credited_nothing_can_be_spent(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = (await desk.StartedAsync(25m)).PaymentIntentId!;
        await desk.HearAsync(Dispute(intent, 2500));
        await desk.ApplyAsync(desk.Gateway.Pay(intent));
        await desk.AssertBalanceAsync(0m);

        await desk.HearAsync(Dispute(intent, 2500, DisputeStatus.Won));
        await desk.AssertBalanceAsync(25m);
    }
}
