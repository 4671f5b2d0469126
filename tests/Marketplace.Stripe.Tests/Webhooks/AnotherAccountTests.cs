using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Webhooks;

/// <summary>Keys of another account were entered while payments at the first one go on.</summary>
public sealed class AnotherAccountTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task News_of_a_top_up_that_the_keys_account_does_not_have_fails_until_the_keys_are_right(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        await RenameIntentAsync(host, topUp.PaymentIntentId!, "pi_elsewhere");
        var stripeEvent = Events.Succeeded(topUp, host);
        stripeEvent.Intent()["id"] = "pi_elsewhere";
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await host.PostWebhookAsync(stripeEvent.Bytes(), host.Sign(stripeEvent.Bytes()))).StatusCode);
        await host.AssertBalanceAsync(0m);
        var (status, detail) = Assert.Single(await host.QueryAsync<(string, string)>("select status, detail from stripe_events"));
        Assert.Equal("Failed", status);
        Assert.StartsWith(
            "A top-up here is paid with it, but Stripe does not know payment intent pi_elsewhere: the keys in use belong to another "
            + "Stripe account.", detail, StringComparison.Ordinal);
        await RenameIntentAsync(host, "pi_elsewhere", topUp.PaymentIntentId!);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "refund.created", "re_elsewhere", "refund re_elsewhere")]
    [InlineData(DatabaseKind.Postgres, "refund.created", "re_elsewhere", "refund re_elsewhere")]
    [InlineData(DatabaseKind.Sqlite, "charge.refunded", "ch_elsewhere", "payment intent pi_elsewhere")]
    [InlineData(DatabaseKind.Sqlite, "charge.dispute.created", "dp_elsewhere", "dispute dp_elsewhere")]
    [InlineData(DatabaseKind.Postgres, "charge.dispute.created", "dp_elsewhere", "dispute dp_elsewhere")]
    public async Task A_refund_or_dispute_of_a_top_up_that_the_keys_account_does_not_have_fails_too(
        DatabaseKind kind, string type, string id, string what)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        var paid = Events.Succeeded(topUp, host).Bytes();
        await host.PostWebhookAsync(paid, host.Sign(paid));
        await RenameIntentAsync(host, topUp.PaymentIntentId!, "pi_elsewhere");
        var body = new JsonObject
        {
            ["id"] = "evt_1", ["type"] = type,
            ["data"] = new JsonObject
            { ["object"] = new JsonObject { ["id"] = id, ["object"] = type.Split('.')[0], ["payment_intent"] = "pi_elsewhere" } },
        }.Bytes();
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        var detail = Assert.Single(await host.QueryAsync<string>("select detail from stripe_events where status = 'Failed'"));
        Assert.Contains($"Stripe does not know {what}:", detail, StringComparison.Ordinal);
        await host.AssertBalanceAsync(25m);
    }

    private static Task RenameIntentAsync(StripeHost host, string from, string to) =>
        host.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update top_ups set payment_intent_id = @to where payment_intent_id = @from", new { from, to }), default);
}
