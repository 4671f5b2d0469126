using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Reconciliation.Comparison;

/// <summary>The object behind a movement of the gateway's balance.</summary>
internal static class BalanceMovement
{
    /// <returns>Null for what credits do not depend on: payouts, fees, and payments that no intent stands for.</returns>
    public static (ComparedKind Kind, string ObjectId)? Of(BalanceTransaction row) => row.Type switch
    {
        "charge" or "payment" when row.PaymentIntentId is { } intent => (ComparedKind.TopUp, intent),
        "refund" or "payment_refund" or "refund_failure" or "payment_failure_refund" when row.SourceId is { } refund =>
            (ComparedKind.Refund, refund),
        "adjustment" when row.SourceId is { } dispute => (ComparedKind.Dispute, dispute),
        _ => null,
    };

    /// <summary>The sum of one object's movements, or null where the account keeps its books in another currency.</summary>
    public static long? Sum(IEnumerable<BalanceTransaction> rows)
    {
        long sum = 0;
        foreach (var row in rows)
        {
            if (!string.Equals(row.Currency, "usd", StringComparison.OrdinalIgnoreCase))
                return null;
            checked
            {
                sum += row.AmountCents;
            }
        }

        return sum;
    }
}
