using System.Text.Json.Nodes;
using Marketplace.Payments.Timeline;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.StripeSandbox.Desk;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Webhooks;

/// <summary>From the sandbox's event to the wallet, in the order that hurts most.</summary>
[Trait("Acceptance", "S3-27"), Trait("Acceptance", "S2-45")]
public sealed class RefundAndDisputeWebhookTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_whose_events_overtake_the_payments_own_takes_the_credits_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        await host.Server.PostAsync("refunds", ("payment_intent", topUp.PaymentIntentId!), ("amount", "1000"));
        foreach (var type in (string[])["charge.refunded", "refund.created", "payment_intent.succeeded"])
        {
            await DeliverAsync(host, type);
            await host.AssertBalanceAsync(15m);
        }

        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(15m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_that_fails_gives_the_credits_back(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m, "4000000000005126");
        var refund = (await host.Server.PostAsync("refunds", ("payment_intent", topUp.PaymentIntentId!)))["id"]!;
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(0m);
        Assert.True(await host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.AdvanceRefundAsync(refund, succeeds: false, default)));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_dispute_takes_the_credits_and_winning_it_brings_them_back(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.PayAsync(25m, "4000000000000259");
        await DeliverAsync(host, "charge.dispute.created");
        await host.AssertBalanceAsync(0m);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(0m);

        var state = await host.Shell.InScopeAsync<SandboxDesk, SandboxState>(x => x.ReadAsync(default));
        var dispute = (string)Assert.Single(state.Disputes)["id"]!;
        Assert.True(await host.Shell.InScopeAsync<SandboxDesk, bool>(x => x.AdvanceDisputeAsync(dispute, "won", default)));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        Assert.Equal(
            ["Applied"],
            (await host.QueryAsync<string>("select status from stripe_events where type like 'charge.dispute.%' and status <> 'Ignored'"))
                .Distinct());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_warning_of_fraud_moves_nothing_and_stands_on_the_payment(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m, "4000000000005423");
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        await using var scope = host.Shell.CreateScope();
        var source = (IPaymentTimelineSource)scope.ServiceProvider.GetService(typeof(IPaymentTimelineSource))!;
        var events = await source.ReadAsync(new PaymentTimelineQuery(topUp.Id, topUp.UserId, topUp.PaymentIntentId, []), default);
        var warning = Assert.Single(events, x => x.Mood == PaymentTimelineMood.Attention);
        Assert.Contains("suspects fraud", warning.Detail, StringComparison.Ordinal);
        Assert.StartsWith("~/admin/stripe/webhooks/evt_", warning.Link, StringComparison.Ordinal);
        Assert.Contains(events, x => x.Title == "Webhook payment_intent.succeeded");
    }

    [Theory]
    [InlineData("refund.created", "re_unknown")]
    [InlineData("charge.dispute.created", "dp_unknown")]
    [InlineData("setup_intent.succeeded", "seti_unknown")]
    [InlineData("payment_method.automatically_updated", "pm_unknown")]
    [InlineData("payment_method.detached", "pm_unknown")]
    [InlineData("radar.early_fraud_warning.created", "issfr_unknown")]
    [InlineData("checkout.session.completed", "cs_unknown")]
    [InlineData("charge.refunded", "ch_unknown")]
    public async Task What_Stripe_does_not_know_or_nobody_here_owns_is_ignored_with_a_reason(string type, string id)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var intent = type.StartsWith("checkout", StringComparison.Ordinal) ? null : "pi_unknown";
        var body = new JsonObject
        {
            ["id"] = "evt_1", ["type"] = type,
                ["data"] = new JsonObject
                { ["object"] = new JsonObject { ["id"] = id, ["object"] = type.Split('.')[0], ["payment_intent"] = intent } },
        }.Bytes();
        var answer = await host.PostWebhookAsync(body, host.Sign(body));
        Assert.Contains("Ignored", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(Assert.Single(await host.QueryAsync<string>("select detail from stripe_events where status = 'Ignored'")));
    }

    /// <summary>One of the sandbox's events out of turn, signed.</summary>
    private static async Task DeliverAsync(StripeHost host, string type)
    {
        var listed = (await host.Server.GetAsync($"events?type={type}")).Body["data"]!.AsArray();
        var body = Assert.Single(listed)!.AsObject().Bytes();
        Assert.True((await host.PostWebhookAsync(body, host.Sign(body))).IsSuccessStatusCode);
    }
}
