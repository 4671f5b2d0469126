using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.StripeSandbox.Desk;
using Marketplace.StripeSandbox.Weather;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class WebhookWeatherTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_late_webhook_credits_late(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.SetWeatherAsync(new WebhookWeather { LateSeconds = 600 });
        await PayAsync(host);
        await host.AssertBalanceAsync(0m);
        host.Shell.Time.Advance(TimeSpan.FromSeconds(601));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_webhook_is_listed_as_undelivered_and_credits_when_it_is_sent_again(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.SetWeatherAsync(new WebhookWeather { LostPercent = 100 });
        await PayAsync(host);
        host.Shell.Time.Advance(TimeSpan.FromDays(4));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(0m);

        var missed = await host.Shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayEvent>>>(
            x => x.ListEventsAsync(new GatewayEventQuery(host.Shell.Time.GetUtcNow().AddDays(-5)) { UndeliveredOnly = true }, default));
        var lost = Assert.Single(missed.Value!, x => x.Type == "payment_intent.succeeded");
        Assert.True(await host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.ResendAsync(lost.Id, default)));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, true, 1)]
    [InlineData(DatabaseKind.Sqlite, false, 2)]
    [InlineData(DatabaseKind.Postgres, true, 1)]
    [InlineData(DatabaseKind.Postgres, false, 2)]
    public async Task Doubled_and_shuffled_webhooks_credit_once(DatabaseKind kind, bool sameEvent, int events)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.SetWeatherAsync(
            new WebhookWeather { Copies = sameEvent ? WebhookCopies.SameTwice : WebhookCopies.TwoEvents, Shuffled = true });
        await PayAsync(host);
        host.Shell.Time.Advance(TimeSpan.FromSeconds(WebhookWeather.ShuffleSeconds + 1));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        Assert.Equal(2, (await host.QueryAsync<int>("select deliveries from stripe_events where type = 'payment_intent.succeeded'")).Sum());
        Assert.Equal(
            events, (await host.QueryAsync<string>("select event_id from stripe_events where type = 'payment_intent.succeeded'")).Count);
        Assert.Single(await host.QueryAsync<string>("select id from outbox where event = 'payments.top-up-succeeded'"));
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_well_is_tried_for_about_three_days_and_then_given_up()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        host.RefusedWebhooks = int.MaxValue;
        await PayAsync(host);
        var hours = 0;
        while (host.RefusedWebhooks > int.MaxValue - 9 && hours++ < 100)
        {
            host.Shell.Time.Advance(TimeSpan.FromHours(1));
            await host.Shell.DrainOutboxAsync();
        }

        Assert.InRange(hours, 60, 72);
        host.Shell.Time.Advance(TimeSpan.FromDays(10));
        await host.Shell.DrainOutboxAsync();
        Assert.Equal(int.MaxValue - 9, host.RefusedWebhooks);
        await host.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_desk_moves_disputes_and_refunds_only_where_they_can_go(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.ConfirmAsync(await host.StartTopUpAsync(25m), "4000000000000259");
        var refunded = await host.StartTopUpAsync(10m);
        await host.ConfirmAsync(refunded, "4000000000007726");
        var refund = (await host.Server.PostAsync("refunds", ("payment_intent", refunded.PaymentIntentId!)))["id"]!;
        var state = await host.Shell.InScopeAsync<SandboxDesk, SandboxState>(x => x.ReadAsync(default));
        var dispute = (string)Assert.Single(state.Disputes)["id"]!;

        Assert.False(await MoveAsync(host, dispute, "warning_closed"));
        Assert.True(await MoveAsync(host, dispute, "under_review"));
        Assert.True(await MoveAsync(host, dispute, "won"));
        Assert.False(await MoveAsync(host, dispute, "lost"));
        Assert.False(await MoveAsync(host, "dp_unknown", "won"));
        Assert.True(await host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.AdvanceRefundAsync(refund, succeeds: true, default)));
        Assert.False(await host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.AdvanceRefundAsync(refund, succeeds: true, default)));

        var gateway = await host.Shell.InScopeAsync<IPaymentGateway,
            GatewayResult<GatewayDispute>>(x => x.GetDisputeAsync(dispute, default));
        Assert.Equal((DisputeStatus.Won, 2500L), (gateway.Value!.Status, gateway.Value.AmountCents));
        var refunds = await host.Shell.InScopeAsync<IPaymentGateway,
            GatewayResult<IReadOnlyList<GatewayRefund>>>(x => x.ListRefundsAsync(refunded.PaymentIntentId!, default));
        Assert.Equal(RefundStatus.Succeeded, Assert.Single(refunds.Value!).Status);
        var day = DateOnly.FromDateTime(host.Shell.Time.GetUtcNow().UtcDateTime);
        var rows = await host.Shell.InScopeAsync<IPaymentGateway,
            GatewayResult<IReadOnlyList<BalanceTransaction>>>(x => x.ListBalanceTransactionsAsync(day, default));
        Assert.Equal([-2500, -1000, 1000, 2500, 2500], rows.Value!.Select(x => x.AmountCents).Order());
        Assert.All(rows.Value!, x => Assert.NotNull(x.PaymentIntentId));
    }

    private static async Task PayAsync(StripeHost host)
    {
        await host.ConfirmAsync(await host.StartTopUpAsync(25m));
        await host.Shell.DrainOutboxAsync();
    }

    private static Task<bool> MoveAsync(StripeHost host, string id, string status) =>
        host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.AdvanceDisputeAsync(id, status, default));
}
