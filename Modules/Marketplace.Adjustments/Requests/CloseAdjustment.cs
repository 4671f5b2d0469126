using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>A request that waits ends without money: who asked withdraws it, anybody else who may approve rejects it.</summary>
internal sealed class CloseAdjustment(IDatabase database, TimeProvider time)
{
    public Task<AdjustmentResult> WithdrawAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ExecuteAsync(operatorId, id, AdjustmentState.Withdrawn, cancellationToken);

    public Task<AdjustmentResult> RejectAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ExecuteAsync(operatorId, id, AdjustmentState.Rejected, cancellationToken);

    private Task<AdjustmentResult> ExecuteAsync(string operatorId, string id, AdjustmentState state, CancellationToken cancellationToken) =>
        database.InTransactionAsync<AdjustmentResult>(
            async db =>
            {
                var now = time.GetUtcNow();
                if (await AdjustmentRows.LockWaitingAsync(db, id, now, cancellationToken) is not { } adjustment)
                    return await ApproveAdjustment.WhyNotAsync(db, id, now, cancellationToken);
                var isOwn = adjustment.RequestedBy == operatorId;
                if (isOwn != (state == AdjustmentState.Withdrawn))
                    return isOwn ? new AdjustmentResult.OwnRequest() : new AdjustmentResult.OthersRequest();
                await AdjustmentRows.TryDecideAsync(db, id, state, transactionId: null, operatorId, now, cancellationToken);
                return new AdjustmentResult.Closed(state);
            },
            cancellationToken);
}
