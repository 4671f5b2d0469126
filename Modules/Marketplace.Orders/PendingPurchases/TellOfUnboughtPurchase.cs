using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Orders.Units;
using Marketplace.Payments.TopUps;

namespace Marketplace.Orders.PendingPurchases;

/// <summary>A purchase was paid by card and then not made.</summary>
[Event("orders.purchase-not-bought")]
internal sealed record PurchaseNotBought(string PaymentIntentId, string UserId, string ProductId, string Reason);

/// <summary>The money became credits, and nothing else: its customer is told, who may have closed the browser, and the operators.</summary>
[StoredName("Marketplace.Orders.TellOfUnboughtPurchase")]
[Delivery(Lane.Work)]
internal sealed class TellOfUnboughtPurchase(
    IDatabase database, INotifier notifier, TellOperators operators, IProducts products, ITopUps topUps) : IEventHandler<PurchaseNotBought>
{
    public async Task HandleAsync(PurchaseNotBought @event, string eventId, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["product"] = (await products.FindAsync(@event.ProductId, cancellationToken))?.Name ?? @event.ProductId,
            ["reason"] = @event.Reason, ["payment"] = @event.PaymentIntentId,
        };
        var told = new Notification(
            FailureNotifications.NotBought, @event.UserId, $"{@event.PaymentIntentId}:not-bought", values, "~/dashboard/wallet");
        await database.InTransactionAsync(db => notifier.NotifyAsync(db, told, cancellationToken), cancellationToken);

        var topUp = await topUps.FindByIntentAsync(@event.PaymentIntentId, cancellationToken);
        values = new Dictionary<string,
            string>(values, StringComparer.Ordinal) { ["customer"] = await operators.NameOfAsync(@event.UserId, cancellationToken) };
        await operators.ExecuteAsync(
            FailureNotifications.NotBoughtToLookAt, $"{@event.PaymentIntentId}:to-look-at", () => values, topUp is null
                ? "~/admin/payments"
                : "~/admin/payments/" + topUp.Id,
            cancellationToken);
    }
}
