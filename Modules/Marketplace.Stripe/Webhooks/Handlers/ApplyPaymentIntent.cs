using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>Applies a payment intent as it is now, whatever the event said of it: events overtake each other.</summary>
internal sealed class ApplyPaymentIntent(PaymentIntentEvents events, CurrentObjects current, ITopUps topUps)
{
    /// <param name="paymentIntentId">Null where the event's object has none.</param>
    /// <exception cref="AnotherAccountException">A top-up is paid with it, and Stripe does not know it.</exception>
    public async Task<WebhookResult> ExecuteAsync(string? paymentIntentId, CancellationToken cancellationToken)
    {
        if (paymentIntentId is null)
            return new WebhookResult.Ignored("it has no payment intent");
        var intent = await current.FindIntentAsync(paymentIntentId, cancellationToken);
        if (intent is null)
        {
            return await topUps.FindByIntentAsync(paymentIntentId, cancellationToken) is null
                ? new WebhookResult.Ignored("Stripe does not know its payment intent")
                : throw new AnotherAccountException($"payment intent {paymentIntentId}");
        }

        if (events.FindRefusal(intent.Metadata) is { } refusal)
            return new WebhookResult.Ignored(refusal);
        return await topUps.ApplyAsync(intent, cancellationToken) switch
        {
            ApplyIntentResult.Credited or ApplyIntentResult.AlreadyCredited =>
                new WebhookResult.PaymentSucceeded(intent.Metadata["user_id"], intent.Metadata["tfc_amount"], intent.Id),
            ApplyIntentResult.RecordedFailure => new WebhookResult.PaymentFailed(intent.Id, intent.FailureMessage ?? "canceled"),
            ApplyIntentResult.Ignored => new WebhookResult.Ignored(WhyNothing(intent.Status)),
            _ => throw new UnreachableException(),
        };
    }

    private static string WhyNothing(PaymentIntentStatus status) => status switch
    {
        PaymentIntentStatus.Succeeded => "no top-up fits it",
        PaymentIntentStatus.RequiresAction => "the customer has to confirm it with their bank",
        PaymentIntentStatus.Processing => "the payment is on its way",
        PaymentIntentStatus.RequiresPaymentMethod or PaymentIntentStatus.RequiresConfirmation or PaymentIntentStatus.RequiresCapture
            or PaymentIntentStatus.Canceled => "no open top-up fits it",
        _ => throw new UnreachableException(),
    };
}
