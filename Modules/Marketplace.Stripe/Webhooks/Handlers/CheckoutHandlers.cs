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

internal sealed class CheckoutCompletedHandler(ApplyPaymentIntent apply) : CheckoutHandler(apply, "checkout.session.completed");

internal sealed class CheckoutExpiredHandler(ApplyPaymentIntent apply) : CheckoutHandler(apply, "checkout.session.expired");

internal sealed class CheckoutAsyncPaymentSucceededHandler(ApplyPaymentIntent apply)
    : CheckoutHandler(apply, "checkout.session.async_payment_succeeded");

internal sealed class CheckoutAsyncPaymentFailedHandler(ApplyPaymentIntent apply)
    : CheckoutHandler(apply, "checkout.session.async_payment_failed");
