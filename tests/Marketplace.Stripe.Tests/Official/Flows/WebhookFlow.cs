using Marketplace.Stripe.Tests.Support;
using Stripe;

namespace Marketplace.Stripe.Tests.Official.Flows;

/// <summary>Webhook endpoints, and what is sent to them, checked and read by Stripe.net.</summary>
internal sealed class WebhookFlow(OfficialClient client, WebhookListener shop, WebhookEndpoint all) : IAsyncDisposable
{
    /// <summary>From here on an endpoint is told everything.</summary>
    public static async Task<WebhookFlow> StartAsync(OfficialClient client)
    {
        var shop = await WebhookListener.StartAsync();
        var api = client.Api;
        var all = await api.WebhookEndpoints.CreateAsync(new()
        {
            Url = shop.Url.ToString(), EnabledEvents = ["*"], ApiVersion = "2026-10-28.endive", Description = "All of it",
            Metadata = new() { ["why"] = "test" },
        });
        Assert.StartsWith("whsec_", all.Secret, StringComparison.Ordinal);
        Assert.Equal(
            ("enabled", "2026-10-28.endive", "All of it", "test"), (all.Status, all.ApiVersion, all.Description, all.Metadata["why"]));
        var read = await api.WebhookEndpoints.GetAsync(all.Id);
        Assert.Null(read.Secret);
        Assert.Equal([all.Id], (await api.WebhookEndpoints.ListAsync()).Select(x => x.Id));
        return new WebhookFlow(client, shop, all);
    }

    /// <returns>The body of every event since the start.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        await client.Host.Shell.DrainOutboxAsync();
        var told = shop.Take();
        var types = told.Select(x => Read(client.Host, x, all.Secret).Type);
        Assert.Empty(RecordFlow.EventTypes.Except(types, StringComparer.Ordinal));

        await EverythingAsync();
        await OnlyWhatWasAskedForAsync();
        await EarlierVersionAsync();
        return told.ConvertAll(x => x.Body);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    /// <summary>Every event is taken by Stripe.net's own check, and knows nothing that Stripe.net does not.</summary>
    private async Task EverythingAsync()
    {
        var paid = await client.Api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        var refund = await client.Api.Refunds.CreateAsync(new() { PaymentIntent = paid.Id });
        await client.Host.Shell.DrainOutboxAsync();
        var told = shop.Take().ConvertAll(x => Read(client.Host, x, all.Secret));
        Assert.Equal(
            ["charge.refunded", "charge.succeeded", "payment_intent.created", "payment_intent.succeeded", "refund.created"],
            told.Select(x => x.Type).Order(StringComparer.Ordinal));
        Assert.Equal(refund.Id, Assert.IsType<Refund>(told.Single(x => x.Type == "refund.created").Data.Object).Id);
        Assert.Equal(paid.Id, Assert.IsType<PaymentIntent>(told.Single(x => x.Type == "payment_intent.succeeded").Data.Object).Id);
    }

    private async Task OnlyWhatWasAskedForAsync()
    {
        var api = client.Api;
        var changed = await api.WebhookEndpoints.UpdateAsync(
            all.Id, new() { EnabledEvents = ["charge.succeeded"], Description = "", Metadata = new() { ["why"] = "" } });
        Assert.Equal((null, "charge.succeeded", 0), (changed.Description, changed.EnabledEvents.Single(), changed.Metadata.Count));
        await PayAsync();
        Assert.Equal("charge.succeeded", Read(client.Host, Assert.Single(shop.Take()), all.Secret).Type);

        Assert.Equal("disabled", (await api.WebhookEndpoints.UpdateAsync(all.Id, new() { Disabled = true })).Status);
        await PayAsync();
        Assert.Empty(shop.Take());
        Assert.Equal("enabled", (await api.WebhookEndpoints.UpdateAsync(all.Id, new() { Disabled = false })).Status);

        // What is under way when it is deleted, waits for nobody.
        await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        Assert.True((await api.WebhookEndpoints.DeleteAsync(all.Id)).Deleted);
        await client.Host.Shell.DrainOutboxAsync();
        Assert.Empty(shop.Take());
        Assert.Empty(await api.Events.ListAsync(new() { Type = "charge.succeeded", DeliverySuccess = false }));
        Assert.Empty(await api.WebhookEndpoints.ListAsync());
        Assert.Equal(
            "resource_missing", (await OfficialClient.RefusedAsync(() => api.WebhookEndpoints.DeleteAsync(all.Id))).StripeError.Code);
    }

    private async Task EarlierVersionAsync()
    {
        var earlier = await client.Api.WebhookEndpoints.CreateAsync(
            new() { Url = shop.Url.ToString(), EnabledEvents = ["payment_intent.succeeded"], ApiVersion = "2026-07-29.dahlia" });
        await PayAsync();
        var webhook = Assert.Single(shop.Take());
        Assert.DoesNotContain("allowed_payment_method_types", webhook.Body, StringComparison.Ordinal);
        Assert.Throws<StripeException>(() => Read(client.Host, webhook, earlier.Secret));
        Assert.Equal("2026-07-29.dahlia", Read(client.Host, webhook, earlier.Secret, anyVersion: true).ApiVersion);
        Assert.Throws<StripeException>(() => Read(client.Host, webhook, "whsec_other", anyVersion: true));
        await client.Api.WebhookEndpoints.DeleteAsync(earlier.Id);
    }

    private async Task PayAsync()
    {
        await client.Api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        await client.Host.Shell.DrainOutboxAsync();
    }

    private static Event Read(StripeHost host, ReceivedWebhook webhook, string secret, bool anyVersion = false)
    {
        Assert.Empty(KnownMembers.Problems(webhook.Body));
        return EventUtility.ConstructEvent(
            webhook.Body, webhook.Signature, secret, 300, host.Shell.Time.GetUtcNow().ToUnixTimeSeconds(), !anyVersion);
    }
}
