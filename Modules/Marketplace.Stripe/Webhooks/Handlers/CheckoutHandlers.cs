using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>
/// Stripe's own checkout page is not used here; a session that pays one of our intents all the same is applied through the intent.
/// </summary>
internal abstract class CheckoutHandler(ApplyPaymentIntent apply, string eventType) : IStripeEventHandler
{
    public string EventType => eventType;

    public Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        apply.ExecuteAsync(stripeEvent.PaymentIntentId, cancellationToken);
}

internal sealed class CheckoutCompletedHandler(ApplyPaymentIntent apply) : CheckoutHandler(apply, Api.EventTypes.CheckoutSessionCompleted);

internal sealed class CheckoutExpiredHandler(ApplyPaymentIntent apply) : CheckoutHandler(apply, Api.EventTypes.CheckoutSessionExpired);

internal sealed class CheckoutAsyncPaymentSucceededHandler(ApplyPaymentIntent apply)
    : CheckoutHandler(apply, Api.EventTypes.CheckoutSessionAsyncPaymentSucceeded);

internal sealed class CheckoutAsyncPaymentFailedHandler(ApplyPaymentIntent apply)
    : CheckoutHandler(apply, Api.EventTypes.CheckoutSessionAsyncPaymentFailed);
