using Marketplace.Catalog;
using Marketplace.Credits;
using Marketplace.Data;

namespace Marketplace.Orders;

/// <summary>
/// Buys from the balance, after auto top-up had its turn (D6). It is asked only about a purchase that could be made: nothing is charged for an unknown
/// product, a stale price, or a request that was answered before.
/// </summary>
internal sealed class BuyWithCredits(PlaceOrder placeOrder, IAutoTopUp autoTopUp, IProducts products, Offer offer, IDatabase database)
{
    /// <returns>The order's result, and why auto top-up bought nothing where it had to.</returns>
    public async Task<(PlaceOrderResult Result, string? Refusal)> ExecuteAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var topUp = await FindTotalAsync(request, cancellationToken) is { } total
            ? await autoTopUp.BeforePurchaseAsync(request.UserId, total, request.ProductId, request.IdempotencyKey, cancellationToken)
            : new AutoTopUpResult.NotNeeded();
        return (await placeOrder.ExecuteAsync(request, cancellationToken), (topUp as AutoTopUpResult.Refused)?.Message);
    }

    /// <summary>What it costs, or null where it cannot be bought or was bought before.</summary>
    private async Task<CreditAmount?> FindTotalAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        if (!OrderQuantity.IsAllowed(request.Quantity))
            return null;
        await using var db = await database.OpenAsync(cancellationToken);
        if (await OrderRows.FindByKeyAsync(db, request.UserId, request.IdempotencyKey, cancellationToken) is not null)
            return null;
        if (await products.FindAsync(db, request.ProductId, cancellationToken) is not { } product || !offer.CanBuy(product))
            return null;
        return request.ShownUnitPrice is { } shown && shown != product.Price ? null : product.Price * request.Quantity;
    }
}
