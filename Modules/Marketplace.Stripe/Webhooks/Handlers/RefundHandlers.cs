using Marketplace.Payments.Gateways;
using Marketplace.Payments.Refunds;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

internal abstract class RefundHandler(CurrentObjects current, PaymentBehind payment, IRefunds refunds, string eventType)
    : IStripeEventHandler
{
    public string EventType => eventType;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (await payment.FindRefusalAsync(stripeEvent.PaymentIntentId, cancellationToken) is { } refusal)
            return new WebhookResult.Ignored(refusal);
        if (await current.FindRefundAsync(stripeEvent.ObjectId, cancellationToken) is not { } refund)
            throw new AnotherAccountException($"refund {stripeEvent.ObjectId}");
        return await refunds.ApplyAsync(refund, cancellationToken)
            ? new WebhookResult.Applied($"refund {refund.Id} is {refund.Status}")
            : new WebhookResult.Ignored("its refund belongs to no top-up");
    }
}

internal sealed class RefundCreatedHandler(CurrentObjects current, PaymentBehind payment, IRefunds refunds)
    : RefundHandler(current, payment, refunds, Api.EventTypes.RefundCreated);

internal sealed class RefundUpdatedHandler(CurrentObjects current, PaymentBehind payment, IRefunds refunds)
    : RefundHandler(current, payment, refunds, Api.EventTypes.RefundUpdated);

internal sealed class RefundFailedHandler(CurrentObjects current, PaymentBehind payment, IRefunds refunds)
    : RefundHandler(current, payment, refunds, Api.EventTypes.RefundFailed);

/// <summary>Tells how much of a charge is refunded, but not by which refund: so all of them are applied.</summary>
internal sealed class ChargeRefundedHandler(CurrentObjects current, PaymentBehind payment, IRefunds refunds) : IStripeEventHandler
{
    public string EventType => Api.EventTypes.ChargeRefunded;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (await payment.FindRefusalAsync(stripeEvent.PaymentIntentId, cancellationToken) is { } refusal)
            return new WebhookResult.Ignored(refusal);
        List<string> applied = [];
        var all = await current.FindRefundsAsync(stripeEvent.PaymentIntentId!, cancellationToken) ?? [];
        if (all.Count == 0 && await current.FindIntentAsync(stripeEvent.PaymentIntentId!, cancellationToken) is null)
            throw new AnotherAccountException($"payment intent {stripeEvent.PaymentIntentId}");
        foreach (var refund in all.Reverse())
        {
            if (await refunds.ApplyAsync(refund, cancellationToken))
                applied.Add($"refund {refund.Id} is {refund.Status}");
        }

        return applied.Count > 0
            ? new WebhookResult.Applied(string.Join("; ", applied))
            : new WebhookResult.Ignored("its charge has no refund");
    }
}
