using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Reconciliation;

public sealed class SweepEventsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_happened_without_a_message_is_applied_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m, credited: false);
        Assert.Equal(0, await desk.SweepAsync());
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(desk.SweepAsync)));
        await desk.AssertBalanceAsync(25m);

        var refund = desk.Gateway.Put(new GatewayRefund(
            "re_1", 500, "usd", RefundStatus.Succeeded, topUp.PaymentIntentId, null, new Dictionary<string, string>(), null,
            desk.Shell.Time.GetUtcNow()));
        desk.Happened(GatewaySubject.Refund, refund.Id);
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await desk.SweepAsync());
        Assert.Equal(0, await desk.SweepAsync());
        await desk.AssertBalanceAsync(20m);

        desk.Gateway.Put(
            new GatewayDispute(
                "dp_1", 2000, "usd", DisputeStatus.NeedsResponse, "fraudulent", topUp.PaymentIntentId, null, null,
                desk.Shell.Time.GetUtcNow()));
        desk.Happened(GatewaySubject.Dispute, "dp_1");
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await desk.SweepAsync());
        await desk.AssertBalanceAsync(0m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_applied_now_is_looked_at_by_the_next_sweep(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.CollectedAsync(25m, credited: false);
        await desk.CollectedAsync(10m, credited: false);
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        desk.Ledger.FailuresLeft = 1;
        Assert.Equal(1, await desk.SweepAsync());
        Assert.Equal(1, await desk.SweepAsync());
        await desk.AssertBalanceAsync(35m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_of_a_payment_whose_answer_was_lost_is_applied_after_the_payment(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.CollectedAsync(25m, credited: false);
        desk.Gateway.Events.Clear();
        await ForgetIntentAsync(desk);
        desk.Gateway.Put(new GatewayRefund(
            "re_1", 500, "usd", RefundStatus.Succeeded, topUp.PaymentIntentId, null, new Dictionary<string, string>(), null,
            desk.Shell.Time.GetUtcNow()));
        desk.Happened(GatewaySubject.Refund, "re_1");
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await desk.SweepAsync());
        await desk.AssertBalanceAsync(20m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_dispute_of_ours_that_could_not_be_applied_is_looked_at_again(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        await ForgetIntentAsync(desk);
        desk.Gateway.Put(
            new GatewayDispute(
                "dp_1", 2500, "usd", DisputeStatus.NeedsResponse, "fraudulent", topUp.PaymentIntentId, null, null,
                desk.Shell.Time.GetUtcNow()));
        desk.Happened(GatewaySubject.Dispute, "dp_1");
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, await desk.SweepAsync());
        desk.Gateway.Pay(topUp.PaymentIntentId!);
        Assert.Equal(1, await desk.SweepAsync());
        await desk.AssertBalanceAsync(0m);
    }

    [Fact]
    public async Task Payments_of_other_tenants_on_the_same_account_are_left_alone()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await desk.CollectedAsync(25m, credited: false);
        desk.Shell.Tenant.Name = "another";
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        var reads = desk.Gateway.Reads;
        Assert.Equal(0, await desk.SweepAsync());
        Assert.Equal(reads, desk.Gateway.Reads);
        await desk.AssertBalanceAsync(0m);
    }

    private static Task ForgetIntentAsync(Desk desk) =>
        desk.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update top_ups set status = 'Created', payment_intent_id = null where id <> ''"), default);
}
