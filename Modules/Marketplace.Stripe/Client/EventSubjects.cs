using Marketplace.Payments.Gateways;
using Api = Stripe;

namespace Marketplace.Stripe.Client;

/// <summary>What Stripe's events are about. A list asks for at most 20 types, by name.</summary>
internal static class EventSubjects
{
    private static readonly Dictionary<GatewaySubject, string[]> Types = new()
    {
        [GatewaySubject.PaymentIntent] =
        [
            Api.EventTypes.PaymentIntentCreated, Api.EventTypes.PaymentIntentSucceeded, Api.EventTypes.PaymentIntentPaymentFailed,
            Api.EventTypes.PaymentIntentRequiresAction, Api.EventTypes.PaymentIntentProcessing, Api.EventTypes.PaymentIntentCanceled,
        ],
        [GatewaySubject.Refund] = [Api.EventTypes.RefundCreated, Api.EventTypes.RefundUpdated, Api.EventTypes.RefundFailed],
        [GatewaySubject.Dispute] =
        [
            Api.EventTypes.ChargeDisputeCreated, Api.EventTypes.ChargeDisputeUpdated, Api.EventTypes.ChargeDisputeFundsWithdrawn,
            Api.EventTypes.ChargeDisputeFundsReinstated, Api.EventTypes.ChargeDisputeClosed,
        ],
    };

    public static GatewaySubject SubjectOf(string type) =>
        type.StartsWith("payment_intent.", StringComparison.Ordinal) ? GatewaySubject.PaymentIntent
        : type.StartsWith("refund.", StringComparison.Ordinal) ? GatewaySubject.Refund
        : type.StartsWith("charge.dispute.", StringComparison.Ordinal) ? GatewaySubject.Dispute
        : GatewaySubject.Other;

    public static IReadOnlyList<string> TypesOf(GatewaySubject subject) => Types[subject];
}
