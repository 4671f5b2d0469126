using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Saves what a customer paid with, browser open or not.</summary>
[StoredName("Marketplace.Payments.KeepMethod")]
[Delivery(Lane.Work)]
internal sealed class KeepMethod(IPaymentMethods methods) : IEventHandler<MethodToKeep>
{
    public async Task HandleAsync(MethodToKeep @event, string eventId, CancellationToken cancellationToken)
    {
        if (await methods.RefreshAsync(@event.PaymentMethodId, cancellationToken) is RefreshMethodResult.GatewayFailed { Error: var error }
            && error.Code != GatewayError.NoSuchObject)
            throw new InvalidOperationException($"The gateway does not show {@event.PaymentMethodId}: {error.Code}.");
    }
}
