using Marketplace.Payments;

namespace Marketplace.Stripe;

/// <summary>The card was refused. The intent stays open: the customer may try another card.</summary>
internal sealed class PaymentIntentPaymentFailedHandler(PaymentIntentEvents events, ITopUps topUps) : IStripeEventHandler
{
    public string EventType => "payment_intent.payment_failed";

    public Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        FailedIntent.ApplyAsync(events, topUps, stripeEvent, PaymentIntentStatus.RequiresPaymentMethod, cancellationToken);
}

/// <summary>The intent is closed for good.</summary>
internal sealed class PaymentIntentCanceledHandler(PaymentIntentEvents events, ITopUps topUps) : IStripeEventHandler
{
    public string EventType => "payment_intent.canceled";

    public Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        FailedIntent.ApplyAsync(events, topUps, stripeEvent, PaymentIntentStatus.Canceled, cancellationToken);
}

internal static class FailedIntent
{
    public static async Task<WebhookResult> ApplyAsync(
        PaymentIntentEvents events, ITopUps topUps, StripeEvent stripeEvent, PaymentIntentStatus expected, CancellationToken cancellationToken)
    {
        var (intent, reason) = events.Read(stripeEvent);
        if (intent is null)
            return new WebhookResult.Ignored(reason!);
        if (intent.Status != expected)
            return new WebhookResult.Ignored("its intent is in another state");
        return await topUps.ApplyAsync(intent, cancellationToken) is ApplyIntentResult.RecordedFailure
            ? new WebhookResult.PaymentFailed(intent.Id, intent.FailureMessage ?? "canceled")
            : new WebhookResult.Ignored("no open top-up fits it");
    }
}
