using System.Text.Json.Nodes;
using Marketplace.Data;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Stripe's own record of what happened. Those that the webhook endpoint is subscribed to are also sent to it.</summary>
internal sealed class SandboxEvents(SandboxObjects objects, IOutbox outbox)
{
    public const string ObjectType = "event";

    private static readonly HashSet<string> Subscribed = new(StringComparer.Ordinal)
    {
        "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.processing", "payment_intent.canceled",
        "setup_intent.succeeded", "setup_intent.setup_failed", "payment_method.automatically_updated", "payment_method.detached",
        "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated", "charge.dispute.closed",
        "radar.early_fraud_warning.created",
    };

    public async Task EmitAsync(SandboxCall call, string type, JsonObject subject)
    {
        var isSent = Subscribed.Contains(type);
        var stripeEvent = new JsonObject
        {
            ["id"] = SandboxObjects.NewId("evt"),
            ["object"] = ObjectType,
            ["api_version"] = StripeAccount.ApiVersion,
            ["created"] = objects.Now,
            ["data"] = new JsonObject { ["object"] = SandboxView.Of(subject) },
            ["livemode"] = false,
            ["pending_webhooks"] = isSent ? 1 : 0,
            ["request"] = new JsonObject { ["id"] = call.RequestId, ["idempotency_key"] = call.IdempotencyKey },
            ["type"] = type,
        };
        await objects.AddAsync(call, stripeEvent);
        if (isSent)
            await outbox.WriteAsync(call.Db, new SandboxEventDue(SandboxObjects.Id(stripeEvent)), call.Cancellation);
    }
}

/// <summary>An event waits to be sent to the webhook endpoint.</summary>
[Event("stripe.sandbox-event-due")]
internal sealed record SandboxEventDue(string EventId);
