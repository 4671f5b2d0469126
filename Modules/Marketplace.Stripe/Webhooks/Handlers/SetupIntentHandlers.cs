using Marketplace.Payments.Gateways;
using Api = Stripe;

namespace Marketplace.Stripe.Webhooks.Handlers;

/// <summary>A method was saved, or could not be: what is stored is the method as Stripe has it now.</summary>
internal abstract class SetupIntentHandler(CurrentObjects current, ApplyPaymentMethod apply, string eventType) : IStripeEventHandler
{
    public string EventType => eventType;

    public async Task<WebhookResult> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (await current.FindSetupAsync(stripeEvent.ObjectId, cancellationToken) is not { } setup)
            return new WebhookResult.Ignored("Stripe does not know its setup intent");
        return setup is { Status: SetupIntentStatus.Succeeded, PaymentMethodId: { } method }
            ? await apply.ExecuteAsync(method, cancellationToken)
            : new WebhookResult.Ignored(setup.FailureMessage is null ? "nothing is saved yet" : "nothing was saved; the customer saw why");
    }
}

internal sealed class SetupIntentSucceededHandler(CurrentObjects current, ApplyPaymentMethod apply)
    : SetupIntentHandler(current, apply, Api.EventTypes.SetupIntentSucceeded);

internal sealed class SetupIntentSetupFailedHandler(CurrentObjects current, ApplyPaymentMethod apply)
    : SetupIntentHandler(current, apply, Api.EventTypes.SetupIntentSetupFailed);
