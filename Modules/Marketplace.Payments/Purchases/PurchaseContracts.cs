using Marketplace.Payments.Receipts;

namespace Marketplace.Payments.Purchases;

/// <summary>Body of <c>POST /api/credits/purchase</c> (S3-49).</summary>
/// <param name="Package">The id of the package that was paid.</param>
/// <param name="PaymentMethod"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="PaymentId">The payment intent that <c>POST /api/wallet/topups</c> answered, for example <c>pi_…</c>.</param>
internal sealed record PurchaseRequest(string Package, string PaymentMethod, string PaymentId);

/// <param name="Credits">All that the payment gave, with the bonus.</param>
/// <param name="PaymentMethod">What paid in fact.</param>
internal sealed record PurchaseAnswer(
    bool Success,
    string Package,
    string PaymentMethod,
    string PaymentId,
    CreditAmount Credits,
    CreditAmount PurchasedCredits,
    CreditAmount BonusCredits,
    Usd AmountUsd,
    string ReceiptNumber,
    DateTimeOffset PurchasedAt)
{
    public static PurchaseAnswer Of(CreditPurchase x) => new(
        true, x.PackageId!, x.PaymentMethod, x.PaymentId, x.Credits + x.Bonus, x.Credits, x.Bonus, new Usd(x.AmountCents), x.Number,
        x.PurchasedAt);
}
