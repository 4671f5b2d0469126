using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class OfficialClientTests
{
    [Fact, Trait("Acceptance", "S1-06")]
    public async Task Webhooks_are_signed_and_checked_as_Stripes_own_client_does()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite, x => x.Time.MoveTo(DateTimeOffset.UtcNow));
        await host.ConfirmAsync(await host.StartTopUpAsync(25m));
        host.RefusedWebhooks = 1;
        await host.Shell.DrainOutboxAsync();
        var (payload, signature) = host.LastWebhook!.Value;

        var answer = JsonNode.Parse(await NodeClient.RunAsync("webhook.mjs", Facts(host, Encoding.UTF8.GetString(payload), signature)))!;
        await host.AssertBalanceAsync(0m);
        var accepted = await host.PostWebhookAsync(Encoding.UTF8.GetBytes(answer["payload"]!.ToString()), answer["signature"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await host.AssertBalanceAsync(25m);
    }

    private static object Facts(StripeHost host, string? payload = null, string? signature = null) => new
    {
        host.Account.SecretKey,
        ApiBase = host.Account.ApiBase.ToString(),
        StripeAccount.ApiVersion,
        WebhookSecret = host.Account.WebhookSecrets[0],
        Payload = payload,
        Signature = signature,
    };
}
