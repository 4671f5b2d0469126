using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;

namespace Marketplace.Payments.Refunds;

/// <param name="Cents">Of the payment, that no refund asked for yet.</param>
/// <param name="IsDisputed">The bank has the money: nothing can be refunded.</param>
internal sealed record LeftToRefund(long Cents, bool IsDisputed)
{
    public static async Task<LeftToRefund> OfAsync(DbSession db, ClaimedTopUp topUp, CancellationToken cancellationToken)
    {
        var refunds = await RefundRows.ListAsync(db, topUp.Id, cancellationToken);
        var disputes = await DisputeRows.ListAsync(db, topUp.Id, cancellationToken);
        var left = topUp.AmountCents - refunds.Where(x => !x.Status.IsOver).Sum(x => x.AmountCents);
        return new LeftToRefund(Math.Max(left, 0), disputes.Any(x => x.Status.MoneyIsGone));
    }
}
