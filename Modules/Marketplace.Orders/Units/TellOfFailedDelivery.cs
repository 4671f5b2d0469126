using Marketplace.Catalog.Products;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.Units;

/// <summary>
/// A unit of an order could not be delivered: its customer may have paid by card and closed the browser, so they are told, and the
/// operators too.
/// </summary>
[StoredName("Marketplace.Orders.TellOfFailedDelivery")]
[Delivery(Lane.Work)]
internal sealed class TellOfFailedDelivery(
    IDatabase database, INotifier notifier, TellOperators operators, PriceText prices, IStringLocalizer<TellOfFailedDelivery> text)
        : IEventHandler<OrderFailed>
{
    public async Task HandleAsync(OrderFailed @event, string eventId, CancellationToken cancellationToken)
    {
        var (product, intent) = await ReadAsync(@event.OrderId, cancellationToken);
        var told = new Notification(
            FailureNotifications.DeliveryFailed, @event.UserId, $"{@event.UnitId}:failed",
            () => Values(@event, product, intent is null ? "" : Failures.CardPaid(text)), "~/dashboard/deployments/" + @event.UnitId);
        await database.InTransactionAsync(db => notifier.NotifyAsync(db, told, cancellationToken), cancellationToken);

        var customer = await operators.NameOfAsync(@event.UserId, cancellationToken);
        await operators.ExecuteAsync(
            FailureNotifications.DeliveryToLookAt, $"{@event.UnitId}:to-look-at",
            () => new Dictionary<string, string>(
                Values(@event, product, intent is null ? "" : Failures.CardPaidByCustomer(text, intent)), StringComparer.Ordinal)
            { ["customer"] = customer },
            "~/admin/deployments?status=Failed", cancellationToken);
    }

    private Dictionary<string, string> Values(OrderFailed @event, string product, string payment) => new(StringComparer.Ordinal)
    {
        ["product"] = product, ["deployment"] = @event.UnitId, ["reason"] = @event.Reason, ["amount"] = prices.Amount(@event.Amount),
            ["payment"] = payment,
    };

    private async Task<(string Product, string? PaymentIntentId)> ReadAsync(string orderId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var (product, key) = await db.QuerySingleAsync<(string Product, string Key)>(
            "select product_name, idempotency_key from catalog_orders where id = @orderId", new { orderId }, cancellationToken);
        return (product, PaymentKey.PaymentOf(key));
    }
}
