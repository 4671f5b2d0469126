using System.Diagnostics;
using Marketplace.Catalog.Products;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Data;
using Marketplace.Orders.Units;

namespace Marketplace.Orders.Placing;

/// <summary>
/// Buys a product with credits: the one way behind every purchase endpoint (acceptance D10). The order, a hold for each unit and the queued
/// deliveries are one transaction: all of them or none. The order's row is written first, so that a request that runs twice at once
/// waits for the first and then answers what it answered.
/// </summary>
internal sealed class PlaceOrder(
    IDatabase database, IProducts products, Offer offer, ILedger ledger, IOutbox outbox, TimeProvider time)
{
    public Task<PlaceOrderResult> ExecuteAsync(OrderRequest request, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => PlaceAsync(transaction, request, cancellationToken), static result => result is PlaceOrderResult.Placed,
            cancellationToken);

    private async Task<PlaceOrderResult> PlaceAsync(UnitOfWork transaction, OrderRequest request, CancellationToken cancellationToken)
    {
        if (await OrderRows.FindByKeyAsync(transaction, request.UserId, request.IdempotencyKey, cancellationToken) is { } earlier)
            return Replay(request, earlier);
        if (!OrderQuantity.IsAllowed(request.Quantity))
            return new PlaceOrderResult.InvalidQuantity();
        if (await products.FindAsync(transaction, request.ProductId, cancellationToken) is not { Active: true } product)
            return new PlaceOrderResult.UnknownProduct();
        if (offer.FindFulfiller(product) is not { } fulfiller)
            return new PlaceOrderResult.NoFulfiller(product.Delivery);
        if (request.ShownUnitPrice is { } shown && shown != product.Price)
            return new PlaceOrderResult.PriceChanged(product.Price);

        var now = time.GetUtcNow();
        var order = new Order
        {
            Id = request.OrderId ?? PrefixedId.New("ord", now), UserId = request.UserId, ProductId = product.Id, ProductName = product.Name,
            Quantity = request.Quantity, UnitPrice = product.Price, Period = product.Period, CreatedAt = now,
        };
        if (!await OrderRows.InsertAsync(transaction, order, request.IdempotencyKey, cancellationToken))
        {
            return await OrderRows.FindByKeyAsync(transaction, request.UserId, request.IdempotencyKey, cancellationToken) is { } concurrent
                ? Replay(request, concurrent)
                : throw new InvalidOperationException("An order with the same key appeared and is gone.");
        }

        var unitIds = new List<string>(request.Quantity);
        for (var unit = 0; unit < request.Quantity; unit++)
        {
            var unitId = PrefixedId.New("dep", now);
            switch (await ledger.PlaceHoldAsync(transaction, Hold(order, unitId), cancellationToken))
            {
                case PlaceHoldResult.Placed hold:
                    await OrderRows.InsertLineAsync(transaction, order.Id, unitId, hold.HoldId, now, cancellationToken);
                    break;
                case PlaceHoldResult.InsufficientBalance tooLow:
                    // The units before this one hold their share already; the customer is told the sum of all.
                    return new PlaceOrderResult.InsufficientBalance(order.Total, tooLow.Available + (order.UnitPrice * unit));
                case PlaceHoldResult.KeyReused:
                    throw new InvalidOperationException($"The hold key of the new unit {unitId} was taken.");
                default:
                    throw new UnreachableException();
            }

            await fulfiller.QueueAsync(transaction, Delivery(order, product, unitId), cancellationToken);
            unitIds.Add(unitId);
        }

        await outbox.WriteAsync(
            transaction, new OrderPlaced(order.Id, order.UserId, order.ProductId, order.ProductName, order.Total, unitIds),
            cancellationToken);
        return new PlaceOrderResult.Placed(order.Id, unitIds, order.Total, Replayed: false);
    }

    private static PlaceOrderResult Replay(OrderRequest request, PlacedOrder earlier) =>
        string.Equals(request.ProductId, earlier.Order.ProductId, StringComparison.Ordinal) && request.Quantity == earlier.Order.Quantity
            ? new PlaceOrderResult.Placed(earlier.Order.Id, earlier.UnitIds, earlier.Order.Total, Replayed: true)
            : new PlaceOrderResult.KeyReused();

    /// <summary>It never expires by itself: provisioning ends every delivery, and a delivered one must be payable.</summary>
    private static HoldRequest Hold(Order order, string unitId) =>
        new("order:" + unitId, order.UserId, order.UnitPrice, ExpiresAt: null, $"Reserved for {order.ProductName} ({unitId})",
            unitId) { Purchase = order.Id };

    private static Delivery Delivery(Order order, Product product, string unitId) =>
        new(
            unitId, order.Id, order.UserId, product.Id, product.Name, product.Delivery, product.Price, product.Period,
            new ProductSize(product.Vcpu, product.RamGb, product.SsdGb), product.ReadAttributes(), order.CreatedAt);
}
