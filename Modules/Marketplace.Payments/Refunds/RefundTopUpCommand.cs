using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.TakingBack;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Refunds;

/// <summary>
/// A refund by an operator: its row is stored first, under the lock of the top-up, so that refunds at once cannot exceed the payment; then
/// the gateway is asked, with the row's id as the key. Nobody refunds their own payment.
/// </summary>
internal sealed class RefundTopUpCommand(IDatabase database, AskForRefund ask, IApproval approval, IAudit audit, TimeProvider time)
{
    public async Task<RefundResult> ExecuteAsync(RefundTopUp request, CancellationToken cancellationToken)
    {
        if (request.AmountCents <= 0)
            throw new ArgumentException("A refund is above zero.", nameof(request));
        var (row, refusal) = await database.InTransactionAsync(db => StoreAsync(db, request, cancellationToken), cancellationToken);
        return refusal
            ?? (row!.IsNew
            ? await ask.FirstAsync(row.Refund, row.PaymentIntentId, cancellationToken)
            : await ask.AgainAsync(row.Refund.Id, cancellationToken));
    }

    private async Task<(StoredRefund? Row, RefundResult? Refusal)> StoreAsync(
        UnitOfWork db, RefundTopUp request, CancellationToken cancellationToken)
    {
        if (await ClaimedTopUps.LockAsync(db, request.TopUpId, cancellationToken) is not { } topUp)
            return (null, new RefundResult.NotFound());
        if (await RefundRows.FindAsync(db, request.Id, cancellationToken) is { } stored)
            return Fits(stored, request) ? (new StoredRefund(stored, "", IsNew: false), null) : (null, new RefundResult.KeyReused());
        if (topUp is not { Status: TopUpStatus.Succeeded, PaymentIntentId: { } intent })
            return (null, new RefundResult.NotPaid());
        if (await approval.AreOnePersonAsync(request.OperatorId, topUp.UserId, cancellationToken))
            return (null, new RefundResult.OwnPayment());
        var left = await LeftToRefund.OfAsync(db, topUp, cancellationToken);
        if (left.IsDisputed)
            return (null, new RefundResult.Disputed());
        if (request.AmountCents > left.Cents)
            return (null, new RefundResult.ExceedsLeft(left.Cents));
        var now = time.GetUtcNow();
        var row = new RefundRow
        {
            Id = request.Id, TopUpId = topUp.Id, AmountCents = request.AmountCents, Status = RefundState.Asked, Reason = request.Reason,
                Note = request.Note,
            RequestedBy = request.OperatorId, CreatedAt = now, UpdatedAt = now,
        };
        await RefundRows.InsertAsync(db, row, cancellationToken);
        await audit.WriteAsync(db, RefundActs.Of(row, topUp.UserId), cancellationToken);
        return (new StoredRefund(row, intent, IsNew: true), null);
    }

    private static bool Fits(RefundRow stored, RefundTopUp request) =>
        stored.TopUpId == request.TopUpId && stored.AmountCents == request.AmountCents && stored.Reason == request.Reason
            && stored.Note == request.Note
        && stored.RequestedBy == request.OperatorId;

    private sealed record StoredRefund(RefundRow Refund, string PaymentIntentId, bool IsNew);
}
