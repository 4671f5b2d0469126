using System.Globalization;
using Marketplace.Catalog.Products;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Orders.Units;

namespace Marketplace.Orders.Placing;

/// <summary>
/// Buys from the balance, after auto top-up had its turn (D6). It is asked only about a purchase that could be made: nothing is charged for
/// an unknown product, a stale price, or a request that was answered before.
/// </summary>
internal sealed class BuyWithCredits(
    PlaceOrder placeOrder, IAutoTopUp autoTopUp, IProducts products, Offer offer, IDatabase database, TimeProvider time)
{
    /// <summary>Purchases of the same customer that are made at once may take from each other what was bought for one of them.</summary>
    private const int Rounds = 3;

    /// <returns>The order's result, and why auto top-up bought nothing where it had to.</returns>
    public async Task<(PlaceOrderResult Result, string? Refusal)> ExecuteAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        request = request with { OrderId = PrefixedId.New("ord", time) };
        for (var round = 1; ; round++)
        {
            var topUp = await FindTotalAsync(request, cancellationToken) is { } total
                ? await autoTopUp.BeforePurchaseAsync(request.UserId, total, request.OrderId!, KeyOf(request, round), cancellationToken)
                : null;
            // Sent again, the purchase is the one that the credits were bought for.
            if (topUp is AutoTopUpResult.ToppedUp { Purchase: { } purchase } && PrefixedId.IsWellFormed("ord", purchase))
                request = request with { OrderId = purchase };
            var result = await placeOrder.ExecuteAsync(request, cancellationToken);
            var wasTaken = result is PlaceOrderResult.InsufficientBalance
                && topUp is (AutoTopUpResult.ToppedUp or AutoTopUpResult.NotNeeded);
            if (!wasTaken || round == Rounds)
                return (result, (topUp as AutoTopUpResult.Refused)?.Message);
        }
    }

    /// <summary>What the first round bought is spent, and is not bought again by its key.</summary>
    private static string KeyOf(OrderRequest request, int round) =>
        round == 1 ? request.IdempotencyKey : string.Create(CultureInfo.InvariantCulture, $"{request.IdempotencyKey} {round}");

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
