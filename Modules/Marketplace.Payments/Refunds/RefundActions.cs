using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Refunds;

internal sealed class RefundActions(
    IDatabase database, StoreRefund store, TakeBackCredits takeBack, TellOfRefund tell, TimeProvider time,
    ILogger<RefundActions> logger) : IRefunds
{
    public async Task<bool> ApplyAsync(GatewayRefund refund, CancellationToken cancellationToken)
    {
        if (refund.PaymentIntentId is not { } intent || refund.AmountCents <= 0
            || !string.Equals(refund.Currency, "usd", StringComparison.OrdinalIgnoreCase))
        {
            logger.LogWarning("Refund {RefundId} is none of a payment in USD; nothing moved", refund.Id);
            return false;
        }

        return await database.InTransactionAsync(
            async db =>
            {
                if (await ClaimedTopUps.LockByIntentAsync(db, intent, cancellationToken) is not { } topUp)
                    return false;
                await ApplyAsync(db, topUp, refund, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private async Task ApplyAsync(UnitOfWork db, ClaimedTopUp topUp, GatewayRefund refund, CancellationToken cancellationToken)
    {
        var state = RefundStates.Of(refund.Status);
        var known = await FindAsync(db, topUp, refund, cancellationToken);
        if (known is { GatewayRefundId: not null } && !known.Status.MayBecome(state))
            return;
        if (known is not null)
            await store.ReleaseAsync(db, known, cancellationToken);
        var row = Next(known ?? New(topUp, refund), refund, state);
        if (known is null)
            await RefundRows.InsertAsync(db, row, cancellationToken);
        else
            await RefundRows.UpdateAsync(db, row, cancellationToken);
        var taken = await takeBack.ExecuteAsync(db, topUp, cancellationToken);
        var wasGone = known?.Status.MoneyIsGone ?? false;
        if (!wasGone && state.MoneyIsGone)
            await tell.MadeAsync(db, topUp, row, taken, cancellationToken);
        else if (wasGone && state.IsOver)
            await tell.FailedAsync(db, topUp, row, taken, cancellationToken);
    }

    /// <summary>A row that waits for its answer is found by what it gave the refund to carry; one that has an answer keeps it.</summary>
    private static async Task<RefundRow?> FindAsync(
        UnitOfWork db, ClaimedTopUp topUp, GatewayRefund refund, CancellationToken cancellationToken)
    {
        if (await RefundRows.FindByGatewayIdAsync(db, refund.Id, cancellationToken) is { } known)
            return known;
        return RefundMetadata.RefundIdOf(refund) is { } id
            && await RefundRows.FindAsync(db, id, cancellationToken) is { GatewayRefundId: null } waiting && waiting.TopUpId == topUp.Id
            ? waiting
            : null;
    }

    private RefundRow New(ClaimedTopUp topUp, GatewayRefund refund)
    {
        var now = time.GetUtcNow();
        return new RefundRow
        {
            Id = PrefixedId.New(RefundRow.Prefix, now), TopUpId = topUp.Id, AmountCents = refund.AmountCents, Status = RefundState.Asked,
                CreatedAt = now, UpdatedAt = now,
        };
    }

    private RefundRow Next(RefundRow row, GatewayRefund refund, RefundState state) => row with
    {
        GatewayRefundId = refund.Id,
        AmountCents = row.GatewayRefundId is null ? refund.AmountCents : row.AmountCents,
        Status = state,
        Failure = state.IsOver ? refund.FailureReason : null,
        UpdatedAt = time.GetUtcNow(),
    };
}
