using Marketplace.Credits.Ledger;
using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// What must hold of a refund when its row is stored, under the lock of the top-up: at once, or when a second person approved it.
/// </summary>
internal sealed class StoreRefund(ILedger ledger, IAudit audit, TimeProvider time)
{
    /// <param name="topUp">Locked.</param>
    /// <returns>Null where it may be made.</returns>
    public static async Task<RefundResult?> WhyNotAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, CancellationToken cancellationToken)
    {
        if (topUp is not { Status: TopUpStatus.Succeeded, PaymentIntentId: not null })
            return new RefundResult.NotPaid();
        var left = await LeftToRefund.OfAsync(db, topUp, cancellationToken);
        if (left.IsDisputed)
            return new RefundResult.Disputed();
        return request.AmountCents > left.Cents ? new RefundResult.ExceedsLeft(left.Cents) : null;
    }

    /// <summary>
    /// What the wallet lacks, with what else is on its way out of it; zero where it covers the refund. Whoever gave the credits away
    /// would have both, so this takes two people.
    /// </summary>
    public async Task<CreditAmount> DebtAsync(UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, CancellationToken cancellationToken)
    {
        // Locked: of refunds of two payments of one customer at once, the second sees the first.
        var available = (await ledger.LockBalanceAsync(db, topUp.UserId, cancellationToken)).Available;
        var due = await DueOfRefund.ExecuteAsync(db, topUp, request.AmountCents, cancellationToken);
        return Lacking(due, available);
    }

    public static CreditAmount Lacking(CreditAmount due, CreditAmount available) =>
        due > available ? due - (available.IsNegative ? CreditAmount.Zero : available) : CreditAmount.Zero;

    /// <param name="askedAt">When the gateway was asked last; it is asked again after <see cref="AskForRefund.Pause"/>.</param>
    public async Task<RefundRow> InsertAsync(
        UnitOfWork db, ClaimedTopUp topUp, RefundTopUp request, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new RefundRow
        {
            Id = request.Id, TopUpId = topUp.Id, AmountCents = request.AmountCents, Status = RefundState.Asked, Reason = request.Reason,
            Note = request.Note, RequestedBy = request.OperatorId, CreatedAt = now, UpdatedAt = now,
        };
        await RefundRows.InsertAsync(db, row, askedAt, cancellationToken);
        await audit.WriteAsync(db, RefundActs.Of(row, topUp.UserId), cancellationToken);
        return row;
    }
}
