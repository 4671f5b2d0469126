using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class OfficialClientTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "", "payments.mjs")]
    [InlineData(DatabaseKind.Postgres, "/coop", "payments.mjs")]
    [InlineData(DatabaseKind.Sqlite, "/coop", "saved-methods.mjs")]
    [InlineData(DatabaseKind.Postgres, "", "saved-methods.mjs")]
    [InlineData(DatabaseKind.Sqlite, "/coop", "errors.mjs")]
    [InlineData(DatabaseKind.Postgres, "", "errors.mjs")]
    [InlineData(DatabaseKind.Sqlite, "", "refunds.mjs")]
    [InlineData(DatabaseKind.Postgres, "/coop", "refunds.mjs")]
    public async Task Stripes_own_client_finds_the_sandbox_to_be_Stripe(DatabaseKind kind, string prefix, string script)
    {
        await using var host = await StripeHost.StartAsync(kind, x => x.Tenant.PathPrefix = prefix);
        Assert.Contains("fine", await NodeClient.RunAsync(script, Facts(host)), StringComparison.Ordinal);
    }

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
