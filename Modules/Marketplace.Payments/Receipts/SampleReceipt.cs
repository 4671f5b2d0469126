using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Receipts;

/// <summary>A receipt of nobody, for whoever edits the seller's details.</summary>
internal sealed class SampleReceipt(ITenant tenant, CreditUnit unit, TimeProvider time, IStringLocalizer<SampleReceipt> text)
{
    private const long Cents = 2500;

    public Receipt Of(ReceiptSettings seller)
    {
        var now = time.GetUtcNow();
        return new Receipt(
            seller.SellerName.Length > 0 ? seller : seller with { SellerName = tenant.DisplayName },
            new CreditPurchase
            {
                TopUpId = "", UserId = "", ReceiptYear = now.UtcDateTime.Year, ReceiptNumber = 42, PaymentId = "pi_3Q1234567890",
                    PaymentMethod = "stripe",
                Credits = unit.WorthOf(new Usd(Cents)).Round(unit.Decimals), Bonus = CreditAmount.Zero,
                AmountCents = Cents, MethodLabel = "Visa •••• 4242", PurchasedAt = now,
            },
            text["Ann Example"],
            "ann@example.com",
            []);
    }
}
