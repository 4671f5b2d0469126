using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Takes a removed method from its customer at the gateway, and tries until the gateway has heard of it.</summary>
[StoredName("Marketplace.Payments.DetachMethod")]
[Delivery(Lane.Work)]
internal sealed class DetachMethod(IPaymentGateway gateway) : IEventHandler<MethodLetGo>
{
    public async Task HandleAsync(MethodLetGo @event, string eventId, CancellationToken cancellationToken)
    {
        var id = @event.PaymentMethodId;
        if ((await gateway.DetachPaymentMethodAsync(id, cancellationToken)).Error is not { } error)
            return;
        // Gone already, by an earlier try or at the gateway's own desk.
        var asked = await gateway.GetPaymentMethodAsync(id, cancellationToken);
        if (asked.Value is not { CustomerId: null } && asked.Error?.Code != GatewayError.NoSuchObject)
            throw new InvalidOperationException($"The gateway did not let go of {id}: {error.Code}.");
    }
}
