using System.Diagnostics;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

internal sealed class ApplyPaymentMethod(IPaymentMethods methods)
{
    public async Task<WebhookResult> ExecuteAsync(string? paymentMethodId, CancellationToken cancellationToken)
    {
        if (paymentMethodId is null)
            return new WebhookResult.Ignored("it names no payment method");
        return await methods.RefreshAsync(paymentMethodId, cancellationToken) switch
        {
            RefreshMethodResult.Stored => new WebhookResult.Applied($"payment method {paymentMethodId} is stored as Stripe has it"),
            RefreshMethodResult.Removed => new WebhookResult.Applied($"payment method {paymentMethodId} cannot be charged any more"),
            RefreshMethodResult.TooMany =>
                new WebhookResult.Applied($"payment method {paymentMethodId} was let go: its customer has as many as are kept"),
            RefreshMethodResult.GatewayFailed { Error.Code: GatewayError.NoSuchObject } =>
                new WebhookResult.Ignored("Stripe does not know its payment method"),
            RefreshMethodResult.GatewayFailed failed => throw new StripeSilentException(failed.Error),
            RefreshMethodResult.NotOurs => new WebhookResult.Ignored("its payment method belongs to no customer of this tenant"),
            _ => throw new UnreachableException(),
        };
    }
}

internal abstract class PaymentMethodHandler(ApplyPaymentMethod apply, string eventType) : IStripeEventHandler
{
    public string EventType => eventType;

    public Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
        apply.ExecuteAsync(stripeEvent.ObjectId, cancellationToken);
}

/// <summary>The card's bank sent a new number or date.</summary>
internal sealed class PaymentMethodUpdatedHandler(ApplyPaymentMethod apply)
    : PaymentMethodHandler(apply, Api.EventTypes.PaymentMethodAutomaticallyUpdated);

internal sealed class PaymentMethodDetachedHandler(ApplyPaymentMethod apply)
    : PaymentMethodHandler(apply, Api.EventTypes.PaymentMethodDetached);
