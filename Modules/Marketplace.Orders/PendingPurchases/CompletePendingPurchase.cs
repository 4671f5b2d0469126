using System.Diagnostics;
using Marketplace.Catalog.Products;
using Marketplace.Data;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Units;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.PendingPurchases;

/// <summary>
/// Credits arrived: buys what waited for them, also when the customer's browser is gone. The payment's id is the order's key, so a second
/// delivery of the event finds the order and buys nothing. Where it can no longer be bought, the credits stay in the wallet, the reason is
/// kept, and whom it concerns is told.
/// </summary>
[StoredName("Marketplace.Catalog.CompletePendingPurchase")]
[Delivery(Lane.Money)]
internal sealed class CompletePendingPurchase(
    PendingPurchaseStore pending, PlaceOrder placeOrder, PriceText prices, IDatabase database,
    IStringLocalizer<CompletePendingPurchase> text, TimeProvider time, IUserDirectory? users = null) : IEventHandler<TopUpSucceeded>
{
    /// <summary>For the feature that delivers it to be switched on again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(@event.PaymentIntentId, cancellationToken) is not { } purchase || purchase.UserId != @event.UserId)
            return;
        if (purchase.Status is PendingPurchaseStatus.Completed or PendingPurchaseStatus.NotBought)
            return;
        var order = new OrderRequest(
            PaymentKey.Of(purchase.PaymentIntentId), purchase.UserId, purchase.ProductId, purchase.Quantity, purchase.UnitPrice);
        // What was ordered before the lock is ordered.
        if (await IsLockedAsync(purchase.UserId, cancellationToken) && !await IsPlacedAsync(order, cancellationToken))
        {
            await GiveUpAsync(purchase, text["The account is locked."], cancellationToken);
            return;
        }

        var result = await BuyAsync(order, cancellationToken);
        if (result is PlaceOrderResult.Placed placed)
            await pending.EndAsync(
                purchase.PaymentIntentId, PendingPurchaseStatus.Completed, placed.UnitIds[0], reason: null, cancellationToken);
        else if (result is PlaceOrderResult.NoFulfiller missing
            && time.GetUtcNow() - await pending.WaitAsync(purchase.PaymentIntentId, cancellationToken) < Patience)
            // Features are switched on one after the other. The delivery fails, is shown with this reason, and is tried again.
            throw new InvalidOperationException($"The purchase waits for a feature that delivers \"{missing.Delivery}\": none is on.");
        else
            await GiveUpAsync(purchase, Explain(result), cancellationToken);
    }

    private async Task<bool> IsLockedAsync(string userId, CancellationToken cancellationToken) =>
        users is not null && await users.FindAsync(userId, cancellationToken) is { IsLocked: true };

    private async Task<bool> IsPlacedAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await OrderRows.FindByKeyAsync(db, order.UserId, order.IdempotencyKey, cancellationToken) is not null;
    }

    private async Task<PlaceOrderResult> BuyAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        var result = await placeOrder.ExecuteAsync(order, cancellationToken);
        // A lower price than the one that was shown needs no second question.
        return result is PlaceOrderResult.PriceChanged { Current: var lower } && lower < order.ShownUnitPrice
            ? await placeOrder.ExecuteAsync(order with { ShownUnitPrice = lower }, cancellationToken)
            : result;
    }

    /// <param name="why">For customers and operators alike.</param>
    private Task GiveUpAsync(PendingPurchase purchase, string why, CancellationToken cancellationToken) => pending.GiveUpAsync(
        purchase, $"{why} {text["It was not bought. Your credits are in your wallet."]}", why, cancellationToken);

    private string Explain(PlaceOrderResult result) => result switch
    {
        PlaceOrderResult.PriceChanged changed => text["The price rose to {0} during the payment.", prices.Amount(changed.Current)],
        PlaceOrderResult.InsufficientBalance tooLow =>
            text["It costs {0}, and {1} were there.", prices.Amount(tooLow.Required), prices.Amount(tooLow.Available)],
        PlaceOrderResult.UnknownProduct => text["It is no longer offered."],
        PlaceOrderResult.NoFulfiller => text["Nothing on this site delivers it at present."],
        PlaceOrderResult.InvalidQuantity => text["That many are not sold at once any more."],
        PlaceOrderResult.KeyReused => text["This payment was used for another order already."],
        PlaceOrderResult.Placed => throw new InvalidOperationException("What was bought needs no excuse."),
        _ => throw new UnreachableException(),
    };
}
