using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Reconciliation;

public sealed class OpenTopUpTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_webhook_does_not_strand_the_customer_who_left(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        desk.Gateway.Pay((await desk.StartedAsync()).PaymentIntentId!);
        Assert.Equal(0, await desk.SettleAsync());
        Assert.Equal(0, desk.Gateway.Reads);

        desk.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await desk.SettleAsync());
        await desk.AssertBalanceAsync(25m);
        desk.Shell.Time.Advance(TimeSpan.FromDays(1));
        await desk.SettleAsync();
        Assert.Equal(1, desk.Gateway.Reads);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_question_is_asked_by_one_process(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        for (var i = 0; i < 5; i++)
            await desk.StartedAsync();
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(desk.SettleAsync)));
        Assert.Equal(5, desk.Gateway.Reads);
        await desk.SettleAsync();
        Assert.Equal(5, desk.Gateway.Reads);
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        await desk.SettleAsync();
        Assert.Equal(10, desk.Gateway.Reads);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_nobody_paid_within_a_day_is_closed_at_the_gateway_too(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync()).PaymentIntentId!;
        desk.Shell.Time.Advance(SettleTopUp.GivenUp);
        Assert.Equal(1, await desk.SettleAsync());
        Assert.Equal(PaymentIntentStatus.Canceled, Assert.Single(desk.Gateway.Intents).Status);
        Assert.Equal(TopUpStatus.Failed, (await desk.FindAsync(id)).Status);
        Assert.Equal(["payments.top-up-failed"], await desk.EventsAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_paid_just_before_it_was_closed_is_credited(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        desk.Gateway.Pay((await desk.StartedAsync()).PaymentIntentId!);
        desk.Shell.Time.Advance(SettleTopUp.GivenUp);
        Assert.Equal(1, await desk.SettleAsync());
        await desk.AssertBalanceAsync(25m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_whose_answer_was_lost_is_asked_for_by_its_own_key(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.AnswersToLose = 1;
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(ReconcileDesk.Automatic(card) with { Reference = null }));
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await desk.SettleAsync());
        Assert.Single(desk.Gateway.Intents);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_that_somebody_else_carries_on_is_never_asked_for_again_here(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(ReconcileDesk.Automatic(card)));
        for (var hour = 0; hour < 30; hour++)
        {
            desk.Shell.Time.Advance(TimeSpan.FromHours(1));
            await desk.SettleAsync();
        }

        Assert.Single(desk.Gateway.ChargeRequests);
        Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(ReconcileDesk.Automatic(card)));
        await desk.AssertBalanceAsync(0m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Looking_a_charge_up_charges_nothing_and_closes_what_never_got_there(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var request = ReconcileDesk.Automatic(await desk.SaveCardAsync());
        Assert.Null(await LookUpAsync());
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(request));
        Assert.IsType<ChargeResult.Declined>(await LookUpAsync());
        Assert.IsType<ChargeResult.Declined>(await LookUpAsync());
        Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(request));
        Assert.Single(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(0m);

        Task<ChargeResult?> LookUpAsync() =>
            desk.Shell.InScopeAsync<ITopUps, ChargeResult?>(x => x.LookUpChargeAsync(request.UserId, request.IdempotencyKey, default));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, false)]
    public async Task After_a_day_the_key_is_not_used_again_and_the_events_decide(DatabaseKind kind, bool wasCharged)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        if (wasCharged)
            desk.Gateway.AnswersToLose = 1;
        else
            desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(ReconcileDesk.Automatic(card)));
        foreach (var intent in desk.Gateway.Intents)
            desk.Happened(GatewaySubject.PaymentIntent, intent.Id);
        desk.Shell.Time.Advance(SettleTopUp.KeyIsKnown);
        Assert.Equal(1, await desk.SettleAsync());
        Assert.Single(desk.Gateway.ChargeRequests);
        await desk.AssertBalanceAsync(wasCharged ? 25m : 0m);
        Assert.Equal([wasCharged ? "payments.top-up-succeeded" : "payments.top-up-failed"], await desk.EventsAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_card_that_was_removed_meanwhile_does_not_hide_what_it_paid(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.AnswersToLose = 1;
        Assert.IsType<ChargeResult.Unknown>(await desk.ChargeAsync(ReconcileDesk.Automatic(card)));
        desk.Happened(GatewaySubject.PaymentIntent, Assert.Single(desk.Gateway.Intents).Id);
        await desk.Shell.Database.InTransactionAsync(db => db.ExecuteAsync("delete from payment_methods where id <> ''"), default);
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(ReconcileDesk.Automatic(card)));
        await desk.AssertBalanceAsync(25m);
    }
}
