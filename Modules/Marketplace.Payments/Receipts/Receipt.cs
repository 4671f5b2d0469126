namespace Marketplace.Payments.Receipts;

/// <summary>All that stands on a receipt.</summary>
/// <param name="CustomerEmail">Null where nobody knows the customer.</param>
/// <param name="Refunds">Money that went back, or is on its way.</param>
internal sealed record Receipt(
    ReceiptSettings Seller, CreditPurchase Purchase, string CustomerName, string? CustomerEmail, IReadOnlyList<ReceiptRefund> Refunds)
{
    public long RefundedCents => Refunds.Sum(x => x.AmountCents);

    public long PaidCents => Purchase.AmountCents - RefundedCents;
}

internal sealed record ReceiptRefund(DateTimeOffset At, long AmountCents);
