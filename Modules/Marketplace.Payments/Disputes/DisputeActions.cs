using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Disputes;

internal sealed class DisputeActions(
    IDatabase database, TakeBackCredits takeBack, TellOfDispute tell, TimeProvider time, ILogger<DisputeActions> logger) : IDisputes
{
    public async Task<bool> ApplyAsync(GatewayDispute dispute, CancellationToken cancellationToken)
    {
        if (dispute.PaymentIntentId is not { } intent || dispute.AmountCents <= 0
            || !string.Equals(dispute.Currency, "usd", StringComparison.OrdinalIgnoreCase))
        {
            logger.LogWarning("Dispute {DisputeId} is none of a payment in USD; nothing moved", dispute.Id);
            return false;
        }

        return await database.InTransactionAsync(
            async db =>
            {
                if (await ClaimedTopUps.LockByIntentAsync(db, intent, cancellationToken) is not { } topUp)
                    return false;
                await ApplyAsync(db, topUp, dispute, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private async Task ApplyAsync(UnitOfWork db, ClaimedTopUp topUp, GatewayDispute dispute, CancellationToken cancellationToken)
    {
        var known = await DisputeRows.FindAsync(db, dispute.Id, cancellationToken);
        if (known is not null && !known.Status.MayBecome(dispute.Status))
            return;
        var row = Next(known ?? New(topUp, dispute), dispute);
        if (known is null)
            await DisputeRows.InsertAsync(db, row, cancellationToken);
        else
            await DisputeRows.UpdateAsync(db, row, cancellationToken);
        var taken = await takeBack.ExecuteAsync(db, topUp, cancellationToken);
        var wasGone = known?.Status.MoneyIsGone ?? false;
        if (!wasGone && row.Status.MoneyIsGone)
            await tell.OpenedAsync(db, topUp, row, taken, cancellationToken);
        else if (wasGone && row.Status is DisputeStatus.Won)
            await tell.WonAsync(db, topUp, row, taken, cancellationToken);
    }

    private DisputeRow New(ClaimedTopUp topUp, GatewayDispute dispute)
    {
        var now = time.GetUtcNow();
        return new DisputeRow
        {
            Id = dispute.Id, TopUpId = topUp.Id, AmountCents = dispute.AmountCents, Status = dispute.Status, Reason = dispute.Reason,
                OpenedAt = dispute.CreatedAt, CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>An inquiry that becomes a dispute may be about another amount; a dispute stays what credits were taken for.</summary>
    private DisputeRow Next(DisputeRow row, GatewayDispute dispute) => row with
    {
        AmountCents = row.Status.IsInquiry ? dispute.AmountCents : row.AmountCents,
        Status = dispute.Status,
        DueAt = dispute.EvidenceDueBy,
        UpdatedAt = time.GetUtcNow(),
    };
}
