using System.Diagnostics;
using Marketplace.Catalog.Products;
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
    PendingPurchaseStore pending, PlaceOrder placeOrder, PriceText prices, IStringLocalizer<CompletePendingPurchase> text)
        : IEventHandler<TopUpSucceeded>
{
    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(@event.PaymentIntentId, cancellationToken) is not { } purchase || purchase.UserId != @event.UserId)
            return;
        if (purchase.Status is PendingPurchaseStatus.Completed or PendingPurchaseStatus.NotBought)
            return;
        if (await BuyAsync(purchase, cancellationToken) is PlaceOrderResult.Placed placed)
            await pending.EndAsync(
                purchase.PaymentIntentId, PendingPurchaseStatus.Completed, placed.UnitIds[0], reason: null, cancellationToken);
    }

    private async Task<PlaceOrderResult> BuyAsync(PendingPurchase purchase, CancellationToken cancellationToken)
    {
        var request = new OrderRequest(
            PaymentKey.Of(purchase.PaymentIntentId), purchase.UserId, purchase.ProductId, purchase.Quantity, purchase.UnitPrice);
        var result = await placeOrder.ExecuteAsync(request, cancellationToken);
        // A lower price than the one that was shown needs no second question.
        if (result is PlaceOrderResult.PriceChanged { Current: var lower } && lower < purchase.UnitPrice)
            result = await placeOrder.ExecuteAsync(request with { ShownUnitPrice = lower }, cancellationToken);
        if (result is not PlaceOrderResult.Placed)
        {
            var why = Explain(result);
            await pending.GiveUpAsync(
                purchase, $"{why} {text["It was not bought. Your credits are in your wallet."]}", why, cancellationToken);
        }

        return result;
    }

    /// <summary>For customers and operators alike.</summary>
    private string Explain(PlaceOrderResult result) => result switch
    {
        PlaceOrderResult.PriceChanged changed => text["The price rose to {0} during the payment.", prices.Amount(changed.Current)],
        PlaceOrderResult.InsufficientBalance tooLow =>
            text["It costs {0}, and {1} were there.", prices.Amount(tooLow.Required), prices.Amount(tooLow.Available)],
        PlaceOrderResult.UnknownProduct => text["It is no longer offered."],
        PlaceOrderResult.InvalidQuantity => text["That many are not sold at once any more."],
        PlaceOrderResult.KeyReused => text["This payment was used for another order already."],
        PlaceOrderResult.Placed => throw new InvalidOperationException("What was bought needs no excuse."),
        _ => throw new UnreachableException(),
    };
}
