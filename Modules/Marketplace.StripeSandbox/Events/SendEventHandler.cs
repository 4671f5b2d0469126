using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Webhooks;
using Marketplace.StripeSandbox.Keys;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.WebhookEndpoints;
using Microsoft.Extensions.Logging;

namespace Marketplace.StripeSandbox.Events;

/// <summary>
/// Posts an event to a webhook endpoint, signed: the tenant's own, or one that was made over the API. Anything but 2xx is a failure, and it
/// is tried again as <see cref="DeliverySchedule"/> says.
/// </summary>
[StoredName("Marketplace.Stripe.Sandbox.SendEventHandler")]
[Delivery(Lane.Webhooks)]
internal sealed class SendEventHandler(
    IDatabase database, SandboxKeys keys, SandboxAddress address, WebhookSubscribers subscribers, IHttpClientFactory clients,
    IOutbox outbox, TimeProvider time, ILogger<SendEventHandler> logger)
    : IEventHandler<SandboxEventDue>
{
    public const string ClientName = "Marketplace.StripeSandbox";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public async Task HandleAsync(SandboxEventDue @event, string eventId, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(@event.EventId, cancellationToken);
        // An endpoint that is gone waits for nothing.
        var problem = await FindTargetAsync(@event.EndpointId, cancellationToken) is { } target
            ? await SendAsync(stored, target, cancellationToken)
            : null;
        if (problem is not null)
            logger.LogWarning("The webhook endpoint did not take {EventId}: {Problem}", @event.EventId, problem);
        await database.InTransactionAsync(db => RecordAsync(db, @event, problem, cancellationToken), cancellationToken);
    }

    private async Task<WebhookTarget?> FindTargetAsync(string? endpointId, CancellationToken cancellationToken)
    {
        if (endpointId is null)
        {
            return new WebhookTarget(
                address.Webhook, (await keys.GetAsync(cancellationToken)).WebhookSecret, address.HostHeader, ApiVersion: null);
        }

        await using var db = await database.OpenAsync(cancellationToken);
        return await subscribers.FindTargetAsync(db, endpointId, cancellationToken);
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<string?> SendAsync(JsonObject stored, WebhookTarget target, CancellationToken cancellationToken)
    {
        if (target.Secret is not { } secret)
            return "its secret was encrypted with keys that are gone";
        var told = SandboxView.Of(stored);
        if (target.ApiVersion is { } version)
        {
            told["api_version"] = version;
            ApiVersions.TakeOffLater(told["data"]!["object"]!.AsObject(), version);
        }

        var body = Encoding.UTF8.GetBytes(told.ToJsonString(Indented));
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSignature.Header(body, secret, time.GetUtcNow()));
        request.Headers.UserAgent.ParseAdd("Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Headers.Host = target.HostHeader;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return e is OperationCanceledException ? "it did not answer in time" : "it cannot be reached";
        }
    }

    private async Task<JsonObject> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var json = await db.QuerySingleAsync<string>(
            "select json from stripe_sandbox_objects where id = @id", new { id }, cancellationToken);
        return JsonNode.Parse(json)!.AsObject();
    }

    private async Task RecordAsync(UnitOfWork db, SandboxEventDue @event, string? problem, CancellationToken cancellationToken)
    {
        var json = await db.QuerySingleAsync<string>(
            $"select json from stripe_sandbox_objects where id = @EventId {db.Dialect.ForUpdate}", new { @event.EventId },
            cancellationToken);
        var stored = JsonNode.Parse(json)!.AsObject();
        stored["_attempts"] = (int)(stored["_attempts"] ?? 0) + 1;
        stored["_problem"] = problem;
        if (problem is null)
            stored["pending_webhooks"] = Math.Max(0, (int)stored["pending_webhooks"]! - 1);
        else if (DeliverySchedule.PauseAfter(@event.Failures + 1) is { } pause)
            await outbox.WriteAsync(db, @event with { Failures = @event.Failures + 1 }, time.GetUtcNow() + pause, cancellationToken);
        await db.ExecuteAsync(
            "update stripe_sandbox_objects set json = @json where id = @EventId", new { @event.EventId, json = stored.ToJsonString() },
            cancellationToken);
    }
}
