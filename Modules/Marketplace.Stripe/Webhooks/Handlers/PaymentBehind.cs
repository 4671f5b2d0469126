using System.Diagnostics;
using Marketplace.Payments.TopUps;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>
/// The top-up that a refund, a dispute or a warning is about. Their events may overtake the payment's own, so its credits are given first.
/// </summary>
internal sealed class PaymentBehind(ITopUps topUps, ApplyPaymentIntent apply)
{
    /// <returns>Why there is none, or null when its credits were given.</returns>
    public async Task<string?> FindRefusalAsync(string? paymentIntentId, CancellationToken cancellationToken)
    {
        if (paymentIntentId is null)
            return "it has no payment intent";
        if (await topUps.FindByIntentAsync(paymentIntentId, cancellationToken) is { Status: TopUpStatus.Succeeded })
            return null;
        return await apply.ExecuteAsync(paymentIntentId, cancellationToken) switch
        {
            WebhookResult.PaymentSucceeded => null,
            WebhookResult.Ignored ignored => ignored.Reason,
            WebhookResult.PaymentFailed or WebhookResult.Applied => "its payment did not succeed",
            _ => throw new UnreachableException(),
        };
    }
}
