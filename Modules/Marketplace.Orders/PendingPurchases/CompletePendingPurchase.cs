using System.Diagnostics;
using Marketplace.Catalog;
using Marketplace.Payments;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders;

/// <summary>
/// Credits arrived: buys what waited for them, also when the customer's browser is gone. The payment's id is the order's key, so a second
/// delivery of the event finds the order and buys nothing. Where it can no longer be bought, the credits stay in the wallet and the reason is kept.
/// </summary>
internal sealed class CompletePendingPurchase(
    PendingPurchaseStore pending, PlaceOrder placeOrder, PriceText prices, IStringLocalizer<CompletePendingPurchase> text) : IEventHandler<TopUpSucceeded>
{
    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(@event.PaymentIntentId, cancellationToken) is not { } purchase || purchase.UserId != @event.UserId)
            return;
        if (purchase.Status is PendingPurchaseStatus.Completed or PendingPurchaseStatus.NotBought)
            return;
        if (await BuyAsync(purchase, cancellationToken) is PlaceOrderResult.Placed placed)
            await pending.EndAsync(purchase.PaymentIntentId, PendingPurchaseStatus.Completed, placed.DeploymentIds[0], reason: null, cancellationToken);
    }

    private async Task<PlaceOrderResult> BuyAsync(PendingPurchase purchase, CancellationToken cancellationToken)
    {
        var request = new OrderRequest(
            "payment:" + purchase.PaymentIntentId, purchase.UserId, purchase.ProductId, purchase.Quantity, purchase.UnitPrice);
        var result = await placeOrder.ExecuteAsync(request, cancellationToken);
        // A lower price than the one that was shown needs no second question.
        if (result is PlaceOrderResult.PriceChanged { Current: var lower } && lower < purchase.UnitPrice)
            result = await placeOrder.ExecuteAsync(request with { ShownUnitPrice = lower }, cancellationToken);
        if (result is not PlaceOrderResult.Placed)
        {
            await pending.EndAsync(
                purchase.PaymentIntentId, PendingPurchaseStatus.NotBought, deploymentId: null, Explain(result), cancellationToken);
        }

        return result;
    }

    private string Explain(PlaceOrderResult result) => result switch
    {
        PlaceOrderResult.PriceChanged changed =>
            text["The price rose to {0} while you paid, so it was not bought. Your credits are in your wallet.", prices.Amount(changed.Current)],
        PlaceOrderResult.InsufficientBalance tooLow =>
            text["You need {0} and have {1}, so it was not bought. Your credits are in your wallet.", prices.Amount(tooLow.Required), prices.Amount(tooLow.Available)],
        PlaceOrderResult.UnknownProduct => text["This product is no longer offered, so it was not bought. Your credits are in your wallet."],
        PlaceOrderResult.InvalidQuantity => text["That many are not sold at once any more, so nothing was bought. Your credits are in your wallet."],
        PlaceOrderResult.KeyReused => text["This payment was used for another order already, so nothing was bought. Your credits are in your wallet."],
        PlaceOrderResult.Placed => throw new InvalidOperationException("What was bought needs no excuse."),
        _ => throw new UnreachableException(),
    };
}
