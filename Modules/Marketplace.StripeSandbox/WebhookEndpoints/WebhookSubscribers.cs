using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.WebhookEndpoints;

/// <summary>Who wants to hear of what, besides the tenant itself.</summary>
internal sealed class WebhookSubscribers(SandboxObjects objects, StripeSecrets secrets)
{
    /// <returns>The ids of the endpoints that an event of this type goes to.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(SandboxCall call, string eventType) =>
        [.. (await objects.ListAsync(call, ObjectTypes.WebhookEndpoint))
            .Where(x => (string)x["status"]! == "enabled" && Wants(x, eventType)).Select(SandboxObjects.Id)];

    /// <returns>Null when it was deleted, or switched off, meanwhile.</returns>
    public async Task<WebhookTarget?> FindTargetAsync(DbSession db, string id, CancellationToken cancellationToken)
    {
        var json = await db.QuerySingleOrDefaultAsync<string>(
            "select json from stripe_sandbox_objects where id = @id", new { id }, cancellationToken);
        return json is not null && JsonNode.Parse(json)!.AsObject() is var endpoint && (string)endpoint["status"]! == "enabled"
            ? new WebhookTarget(
                new Uri((string)endpoint["url"]!), secrets.TryReveal((string)endpoint["_secret"]!), HostHeader: null,
                (string?)endpoint["api_version"])
            : null;
    }

    private static bool Wants(JsonObject endpoint, string eventType) =>
        endpoint["enabled_events"]!.AsArray().Any(x => (string?)x is "*" || (string?)x == eventType);
}

/// <summary>Where an event is posted.</summary>
/// <param name="Secret">Signs it; null when the keys that encrypted it are gone.</param>
/// <param name="HostHeader">The host name asked for where the address has another.</param>
/// <param name="ApiVersion">The version it is told in, or null for that of the account.</param>
internal sealed record WebhookTarget(Uri Url, string? Secret, string? HostHeader, string? ApiVersion);
