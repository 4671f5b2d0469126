using Marketplace.Stripe.Tests.Support;
using Marketplace.StripeSandbox.Weather;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>
/// Stripe's client for Node, in the version of the API that it is made for, runs everything that can be asked of the sandbox.
/// </summary>
public sealed class NodeTests
{
    private const string Errors = "errors.mjs";

    private static readonly string[] Scripts =
        ["payments.mjs", "saved-methods.mjs", Errors, "refunds.mjs", "changes.mjs", "webhook-endpoints.mjs"];

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "/coop")]
    [InlineData(DatabaseKind.Postgres, "")]
    public async Task It_finds_the_sandbox_to_be_Stripe(DatabaseKind kind, string prefix)
    {
        var requests = new List<SandboxRequest>();
        IReadOnlyList<SandboxRoute> routes = [];
        foreach (var script in Scripts)
        {
            // The scripts count what they find, so each has a sandbox of its own.
            await using var host = await StripeHost.StartAsync(kind, x => x.Tenant.PathPrefix = prefix);
            await RunAsync(host, script);
            requests.AddRange(host.SandboxRequests);
            routes = host.SandboxRoutes;
        }

        Assert.NotEmpty(routes);
        Assert.DoesNotContain(routes, x => !requests.Exists(x.Fits));
    }

    private static async Task RunAsync(StripeHost host, string script)
    {
        if (script == Errors)
            await LeaveKeyInUseAsync(host);
        Assert.Contains("fine", await NodeClient.RunAsync(script, Facts(host)), StringComparison.Ordinal);
        if (script != Errors)
            return;
        await host.SetWeatherAsync(new WebhookWeather { BrokenPercent = 100 });
        Assert.Contains("fine", await NodeClient.RunAsync("broken.mjs", Facts(host)), StringComparison.Ordinal);
    }

    /// <summary>With the parameters that the script sends.</summary>
    private static async Task LeaveKeyInUseAsync(StripeHost host)
    {
        const string Key = "errors-in-use";
        await host.Server.PostAsync(
            "payment_intents", Key, ("amount", "2500"), ("currency", "usd"), ("allowed_payment_method_types[0]", "card"));
        await host.LeaveInUseAsync(Key);
    }

    [Fact]
    public async Task What_its_types_do_not_know_or_miss_is_found() =>
        Assert.Contains("fine", await NodeClient.RunAsync("known-finds.mjs", new { }), StringComparison.Ordinal);

    [Fact]
    public async Task What_the_sandbox_sends_to_an_endpoint_is_read_by_it()
    {
        await using var shop = await WebhookListener.StartAsync();
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite, x => x.Time.SetUtcNow(DateTimeOffset.UtcNow));
        var endpoint = await host.Server.PostAsync(
            "webhook_endpoints", ("url", shop.Url.ToString()), ("enabled_events[]", "payment_intent.succeeded"),
            ("api_version", "2026-10-28.endive"));
        await host.ConfirmAsync(await host.StartTopUpAsync(25m));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);

        var webhook = Assert.Single(shop.Take());
        var facts = Facts(host, webhook.Body, webhook.Signature, endpoint["secret"]);
        Assert.Contains("payload", await NodeClient.RunAsync("webhook.mjs", facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandboxs_script_for_browsers_pays_what_it_made()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        Assert.Contains("fine", await NodeClient.RunAsync("browser-script.mjs", Facts(host)), StringComparison.Ordinal);
    }

    private static object Facts(StripeHost host, string? payload = null, string? signature = null, string? secret = null) => new
    {
        host.Account.SecretKey,
        host.Account.PublishableKey,
        ApiBase = host.Account.ApiBase.ToString(),
        ApiVersion = "2026-10-28.endive",
        WebhookSecret = secret,
        Payload = payload,
        Signature = signature,
    };
}
