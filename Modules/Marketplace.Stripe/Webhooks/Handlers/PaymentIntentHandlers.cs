namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>What the event says decides only whether it is ours; what is done follows from the intent as it is now.</summary>
internal abstract class PaymentIntentHandler(PaymentIntentEvents events, ApplyPaymentIntent apply, string eventType) : IStripeEventHandler
{
    public string EventType => eventType;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var (intent, reason) = events.Read(stripeEvent);
        return intent is null ? new WebhookResult.Ignored(reason!) : await apply.ExecuteAsync(intent.Id, cancellationToken);
    }
}

internal sealed class PaymentIntentSucceededHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, "payment_intent.succeeded");

/// <summary>The card was refused. The intent stays open: the customer may try another card.</summary>
internal sealed class PaymentIntentPaymentFailedHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, "payment_intent.payment_failed");

internal sealed class PaymentIntentRequiresActionHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, "payment_intent.requires_action");

internal sealed class PaymentIntentProcessingHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, "payment_intent.processing");

/// <summary>The intent is closed for good.</summary>
internal sealed class PaymentIntentCanceledHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, "payment_intent.canceled");
