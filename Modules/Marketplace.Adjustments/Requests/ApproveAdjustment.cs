using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

/// <summary>
/// The second person agrees, and the money moves in the transaction that says so. Of two who agree at once, one waits for the other and
/// finds it done.
/// </summary>
internal sealed class ApproveAdjustment(IDatabase database, PostAdjustment post, TimeProvider time)
{
    public Task<AdjustmentResult> ExecuteAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                if (await AdjustmentRows.LockWaitingAsync(db, id, now, cancellationToken) is not { } adjustment)
                    return await WhyNotAsync(db, id, now, cancellationToken);
                if (adjustment.RequestedBy == operatorId)
                    return new AdjustmentResult.OwnRequest();
                var result = await post.ExecuteAsync(db, adjustment, operatorId, cancellationToken);
                if (result is AdjustmentResult.Posted posted
                    && !await AdjustmentRows.TryDecideAsync(db, id, AdjustmentState.Posted, posted.TransactionId, operatorId, now, cancellationToken))
                    throw new InvalidOperationException($"The locked adjustment {id} was decided by somebody else.");
                return result;
            },
            result => result is not AdjustmentResult.Refused,
            cancellationToken);

    internal static async Task<AdjustmentResult> WhyNotAsync(DbSession db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await AdjustmentRows.FindAsync(db, id, now, cancellationToken) is { } adjustment
            ? new AdjustmentResult.AlreadyDecided(adjustment.State)
            : new AdjustmentResult.NotFound();
}
