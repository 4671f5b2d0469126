using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Weather;
using Marketplace.StripeSandbox.WebhookEndpoints;

namespace Marketplace.StripeSandbox.Events;

/// <summary>
/// Stripe's own record of what happened. What the tenant's webhook endpoint is subscribed to is also sent to it, and so it is to those that
/// were made over the API.
/// </summary>
internal sealed class SandboxEvents(
    SandboxObjects objects, WebhookSubscribers subscribers, IOutbox outbox, WeatherStore weather, TimeProvider time)
{
    public const string ObjectType = "event";

    private static readonly HashSet<string> Subscribed = new(StringComparer.Ordinal)
    {
        "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.processing",
            "payment_intent.canceled",
        "setup_intent.succeeded", "setup_intent.setup_failed", "payment_method.automatically_updated", "payment_method.detached",
        "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
        "radar.early_fraud_warning.created",
    };

    public async Task EmitAsync(SandboxCall call, string type, JsonObject subject)
    {
        var isOurs = Subscribed.Contains(type);
        var others = await subscribers.FindAsync(call, type);
        if (!isOurs && others.Count == 0)
        {
            await objects.AddAsync(call, Build(call, type, subject, pending: 0));
            return;
        }

        var now = await weather.ReadAsync(call.Db, call.Cancellation);
        for (var copy = now.Copies == WebhookCopies.TwoEvents ? 2 : 1; copy > 0; copy--)
        {
            List<string?> targets = [.. others];
            if (isOurs)
                targets.Add(null);
            if (now.Copies == WebhookCopies.SameTwice)
                targets.AddRange([.. targets]);
            var stripeEvent = Build(call, type, subject, targets.Count);
            await objects.AddAsync(call, stripeEvent);
            foreach (var target in targets)
                await PlanAsync(call, stripeEvent, target, now);
        }
    }

    /// <summary>Once more to the endpoint, at once and whatever the weather.</summary>
    public async Task ResendAsync(SandboxCall call, JsonObject stripeEvent)
    {
        stripeEvent["pending_webhooks"] = 1;
        await objects.SaveAsync(call, stripeEvent);
        await outbox.WriteAsync(call.Db, new SandboxEventDue(SandboxObjects.Id(stripeEvent)), call.Cancellation);
    }

    // A lost one stays pending, as one that the endpoint never took does at Stripe.
    private Task PlanAsync(SandboxCall call, JsonObject stripeEvent, string? endpointId, WebhookWeather now) =>
        now.Loses(Random.Shared.NextDouble())
            ? Task.CompletedTask
            : outbox.WriteAsync(
                call.Db, new SandboxEventDue(SandboxObjects.Id(stripeEvent), EndpointId: endpointId),
                time.GetUtcNow() + now.Delay(Random.Shared.NextDouble()), call.Cancellation);

    private JsonObject Build(SandboxCall call, string type, JsonObject subject, int pending) => new()
    {
        ["id"] = SandboxObjects.NewId("evt"),
        ["object"] = ObjectType,
        ["api_version"] = StripeAccount.ApiVersion,
        ["created"] = objects.Now,
        ["data"] = new JsonObject { ["object"] = SandboxView.Of(subject) },
        ["livemode"] = false,
        ["pending_webhooks"] = pending,
        ["request"] = new JsonObject { ["id"] = call.RequestId, ["idempotency_key"] = call.IdempotencyKey },
        ["type"] = type,
    };
}

/// <summary>An event waits to be sent to a webhook endpoint.</summary>
/// <param name="Failures">How often the endpoint did not take it.</param>
/// <param name="EndpointId">One that was made over the API, or null for the tenant's own.</param>
[Event("stripe.sandbox-event-due")]
internal sealed record SandboxEventDue(string EventId, int Failures = 0, string? EndpointId = null);

/// <summary>Stripe tries for three days, with longer and longer pauses.</summary>
internal static class DeliverySchedule
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25), TimeSpan.FromHours(1.5), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
            TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromHours(24)];

    /// <param name="failures">1 after the first.</param>
    /// <returns>Null when it is given up.</returns>
    public static TimeSpan? PauseAfter(int failures) => failures <= Pauses.Length ? Pauses[failures - 1] : null;
}
