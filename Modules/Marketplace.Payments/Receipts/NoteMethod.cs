using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Receipts;

/// <summary>
/// Asks the gateway what a payment was paid with, for its receipt. A card that was not saved is forgotten at the gateway some day, a
/// receipt is not.
/// </summary>
[StoredName("Marketplace.Payments.NoteMethod")]
[Delivery(Lane.Work)]
internal sealed class NoteMethod(IDatabase database, IPaymentGateway gateway) : IEventHandler<TopUpSucceeded>
{
    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (await FindAsync(@event.TopUpId, cancellationToken) is not { MethodLabel: null, MethodId: { } methodId })
            return;
        var asked = await gateway.GetPaymentMethodAsync(methodId, cancellationToken);
        if (asked.Error is { SaysNothing: true })
            throw new InvalidOperationException($"The gateway did not say what top-up {@event.TopUpId} was paid with; it is asked again.");
        if (asked.Value is not { } method)
            return;
        await database.InTransactionAsync(
            db => CreditPurchases.SetMethodAsync(
                db, @event.TopUpId, Label(method), method.Kind is PaymentMethodKind.PayPal, cancellationToken), cancellationToken);
    }

    private async Task<CreditPurchase?> FindAsync(string topUpId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CreditPurchases.FindAsync(db, topUpId, cancellationToken);
    }

    private static string Label(SavedPaymentMethod x) =>
        new PaymentMethod(x.Id, "", x.CustomerId ?? "", x.Kind, x.Brand, x.Last4, x.ExpMonth, x.ExpYear, x.Email, IsDefault: false).Label;
}
