using Marketplace.Catalog.Products;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Orders.BuyNow;

/// <summary>Starts a card payment, together with the purchase that waits for it: neither exists without the other.</summary>
internal sealed class CardPurchase(ITopUps topUps, PendingPurchaseStore pending)
{
    /// <param name="choice">What the card pays: the price itself, or more.</param>
    public Task<StartTopUpResult> StartAsync(
        HttpContext context, string key, Product product, int quantity, TopUpChoice choice, CancellationToken cancellationToken)
    {
        var userId = context.User.GetUserId();
        var returnUrl = $"{context.Request.PathBase}/marketplace/service/{Uri.EscapeDataString(product.Id)}/deploy";
        return topUps.StartAsync(
            new StartTopUp(TopUpKey(userId, key), userId, choice.Credits, returnUrl) { Package = choice.Package },
            (transaction, topUp) => pending.InsertAsync(
                transaction,
                new PendingPurchase
                {
                    PaymentIntentId = topUp.PaymentIntentId!, UserId = userId, ProductId = product.Id, Quantity = quantity,
                    UnitPrice = product.Price, Status = PendingPurchaseStatus.Waiting,
                },
                cancellationToken),
            cancellationToken);
    }

    /// <returns>The purchase that this key started by card, or null.</returns>
    public async Task<PendingPurchase?> FindAsync(string userId, string key, CancellationToken cancellationToken) =>
        await topUps.FindByKeyAsync(userId, TopUpKey(userId, key), cancellationToken) is { PaymentIntentId: { } intent }
            ? await pending.FindAsync(intent, cancellationToken)
            : null;

    private static string TopUpKey(string userId, string key) => $"purchase:{userId}:{key}";

    public static CardPayment ToPayment(TopUp topUp) => new(topUp.ClientSecret!, topUp.PaymentIntentId!, topUp.AmountCents, topUp.Amount);
}
