using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>
/// The card's bank suspects fraud. Nothing moves yet; operators see it on the payment, and may refund before it becomes a dispute.
/// </summary>
internal sealed class EarlyFraudWarningHandler(PaymentBehind payment) : IStripeEventHandler
{
    public const string Type = Api.EventTypes.RadarEarlyFraudWarningCreated;

    public string EventType => Type;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        await payment.FindRefusalAsync(stripeEvent.PaymentIntentId, cancellationToken) is { } refusal
            ? new WebhookResult.Ignored(refusal)
            : new WebhookResult.Applied("the card's bank suspects fraud: refund the payment before it becomes a dispute");
}
