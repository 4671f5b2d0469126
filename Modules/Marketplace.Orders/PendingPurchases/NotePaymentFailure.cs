using Marketplace.Payments.TopUps;

namespace Marketplace.Orders.PendingPurchases;

/// <summary>
/// The card was refused (S1-08): the purchase does not complete, and the customer sees why. A later success still completes it.
/// </summary>
[StoredName("Marketplace.Catalog.NotePaymentFailure")]
[Delivery(Lane.Money)]
internal sealed class NotePaymentFailure(PendingPurchaseStore pending) : IEventHandler<TopUpFailed>
{
    public Task HandleAsync(TopUpFailed @event, string eventId, CancellationToken cancellationToken) =>
        @event.PaymentIntentId is { } intent
            ? pending.EndAsync(intent, PendingPurchaseStatus.PaymentFailed, unitId: null, @event.Reason, cancellationToken)
            : Task.CompletedTask;
}
