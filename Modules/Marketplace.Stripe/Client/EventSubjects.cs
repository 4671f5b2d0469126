using Marketplace.Payments.Gateways;

namespace Marketplace.Stripe.Client;

/// <summary>What Stripe's events are about. A list asks for at most 20 types, by name.</summary>
internal static class EventSubjects
{
    private static readonly Dictionary<GatewaySubject, string[]> Types = new()
    {
        [GatewaySubject.PaymentIntent] =
        [
            "payment_intent.created", "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.requires_action",
            "payment_intent.processing", "payment_intent.canceled",
        ],
        [GatewaySubject.Refund] = ["refund.created", "refund.updated", "refund.failed"],
        [GatewaySubject.Dispute] =
        [
            "charge.dispute.created", "charge.dispute.updated", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
            "charge.dispute.closed",
        ],
    };

    public static GatewaySubject SubjectOf(string type) =>
        type.StartsWith("payment_intent.", StringComparison.Ordinal) ? GatewaySubject.PaymentIntent
        : type.StartsWith("refund.", StringComparison.Ordinal) ? GatewaySubject.Refund
        : type.StartsWith("charge.dispute.", StringComparison.Ordinal) ? GatewaySubject.Dispute
        : GatewaySubject.Other;

    public static IReadOnlyList<string> TypesOf(GatewaySubject subject) => Types[subject];
}
