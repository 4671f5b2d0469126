using Marketplace.Payments.Disputes;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

internal abstract class DisputeHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes, string eventType)
    : IStripeEventHandler
{
    public string EventType => eventType;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (await payment.FindRefusalAsync(stripeEvent.PaymentIntentId, cancellationToken) is { } refusal)
            return new WebhookResult.Ignored(refusal);
        if (await current.FindDisputeAsync(stripeEvent.ObjectId, cancellationToken) is not { } dispute)
            throw new AnotherAccountException($"dispute {stripeEvent.ObjectId}");
        return await disputes.ApplyAsync(dispute, cancellationToken)
            ? new WebhookResult.Applied($"dispute {dispute.Id} is {dispute.Status}")
            : new WebhookResult.Ignored("its dispute belongs to no top-up");
    }
}

internal sealed class DisputeCreatedHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes)
    : DisputeHandler(current, payment, disputes, Api.EventTypes.ChargeDisputeCreated);

internal sealed class DisputeUpdatedHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes)
    : DisputeHandler(current, payment, disputes, Api.EventTypes.ChargeDisputeUpdated);

internal sealed class DisputeFundsWithdrawnHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes)
    : DisputeHandler(current, payment, disputes, Api.EventTypes.ChargeDisputeFundsWithdrawn);

internal sealed class DisputeFundsReinstatedHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes)
    : DisputeHandler(current, payment, disputes, Api.EventTypes.ChargeDisputeFundsReinstated);

internal sealed class DisputeClosedHandler(CurrentObjects current, PaymentBehind payment, IDisputes disputes)
    : DisputeHandler(current, payment, disputes, Api.EventTypes.ChargeDisputeClosed);
