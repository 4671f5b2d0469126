using Marketplace.Stripe.Tests.Official.Flows;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>
/// Stripe.net runs everything that can be asked of the sandbox. Each answer and each webhook is held against its classes: a member that it
/// does not know, or one missing that it needs, fails. The webhooks are held against the client for Node too.
/// </summary>
public sealed class StripeNetTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "/coop")]
    [InlineData(DatabaseKind.Postgres, "")]
    public async Task It_finds_the_sandbox_to_be_Stripe_in_every_member(DatabaseKind kind, string prefix)
    {
        await using var host = await StripeHost.StartAsync(kind, x => x.Tenant.PathPrefix = prefix);
        using var client = new OfficialClient(host);
        await using var webhooks = await WebhookFlow.StartAsync(client);
        await PaymentFlow.RunAsync(client);
        await SavedMethodFlow.RunAsync(client);
        await ErrorFlow.RunAsync(client);
        await RecordFlow.RunAsync(client);
        var told = await webhooks.FinishAsync();

        client.AssertAllKnown();
        host.AssertAllRoutesAsked();
        Assert.Contains("fine", await NodeClient.RunAsync("webhooks.mjs", told), StringComparison.Ordinal);
    }
}
