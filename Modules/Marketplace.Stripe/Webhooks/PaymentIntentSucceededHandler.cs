using Marketplace.Payments;

namespace Marketplace.Stripe;

internal sealed class PaymentIntentSucceededHandler(PaymentIntentEvents events, ITopUps topUps) : IStripeEventHandler
{
    public string EventType => "payment_intent.succeeded";

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var (intent, reason) = events.Read(stripeEvent);
        if (intent is null)
            return new WebhookResult.Ignored(reason!);
        if (intent.Status is not PaymentIntentStatus.Succeeded)
            return new WebhookResult.Ignored("its intent has not succeeded");
        return await topUps.ApplyAsync(intent, cancellationToken) is ApplyIntentResult.Credited or ApplyIntentResult.AlreadyCredited
            ? new WebhookResult.PaymentSucceeded(intent.Metadata["user_id"], intent.Metadata["tfc_amount"], intent.Id)
            : new WebhookResult.Ignored("no top-up fits it");
    }
}
