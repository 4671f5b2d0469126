using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>What the event says decides only whether it is ours; what is done follows from the intent as it is now.</summary>
internal abstract class PaymentIntentHandler(PaymentIntentEvents events, ApplyPaymentIntent apply, string eventType) : IStripeEventHandler
{
    public string EventType => eventType;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        stripeEvent.Object.Metadata is { } metadata && events.FindRefusal(metadata) is { } refusal
            ? new WebhookResult.Ignored(refusal)
            : await apply.ExecuteAsync(stripeEvent.ObjectId, cancellationToken);
}

internal sealed class PaymentIntentSucceededHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, Api.EventTypes.PaymentIntentSucceeded);

/// <summary>The card was refused. The intent stays open: the customer may try another card.</summary>
internal sealed class PaymentIntentPaymentFailedHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, Api.EventTypes.PaymentIntentPaymentFailed);

internal sealed class PaymentIntentRequiresActionHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, Api.EventTypes.PaymentIntentRequiresAction);

internal sealed class PaymentIntentProcessingHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, Api.EventTypes.PaymentIntentProcessing);

/// <summary>The intent is closed for good.</summary>
internal sealed class PaymentIntentCanceledHandler(PaymentIntentEvents events, ApplyPaymentIntent apply)
    : PaymentIntentHandler(events, apply, Api.EventTypes.PaymentIntentCanceled);
