using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Data;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Posts an event to the tenant's own webhook endpoint, signed. Anything but 2xx is a failure, and the outbox tries again with growing pauses.</summary>
internal sealed class SendEventHandler(IDatabase database, SandboxKeys keys, SandboxAddress address, IHttpClientFactory clients, TimeProvider time) : IEventHandler<SandboxEventDue>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public async Task HandleAsync(SandboxEventDue @event, string eventId, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(@event.EventId, cancellationToken);
        var secret = (await keys.GetAsync(cancellationToken)).WebhookSecret;
        var body = Encoding.UTF8.GetBytes(SandboxView.Of(stored).ToJsonString(Indented));
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSignature.Header(body, secret, time.GetUtcNow()));
        request.Headers.UserAgent.ParseAdd("Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Headers.Host = address.HostHeader;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var client = clients.CreateClient(StripeTransport.ClientName);
        using var response = await client.SendAsync(request, limit.Token);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"The webhook endpoint answered {(int)response.StatusCode} to {@event.EventId}.", null, response.StatusCode);
        await MarkSentAsync(stored, cancellationToken);
    }

    private async Task<JsonObject> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var json = await db.QuerySingleAsync<string>("select json from stripe_sandbox_objects where id = @id", new { id }, cancellationToken);
        return JsonNode.Parse(json)!.AsObject();
    }

    private Task MarkSentAsync(JsonObject stored, CancellationToken cancellationToken)
    {
        stored["pending_webhooks"] = 0;
        return database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update stripe_sandbox_objects set json = @json where id = @id", new { id = SandboxObjects.Id(stored), json = stored.ToJsonString() }, cancellationToken),
            cancellationToken);
    }
}
