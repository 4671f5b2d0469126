using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Takes what was reserved. A hold whose time is over stays capturable until <see cref="ExpireHolds"/> has released it: the goods were
/// delivered and the credits are still there.
/// </summary>
internal sealed class CaptureHold(TimeProvider time)
{
    public async Task<CaptureHoldResult> ExecuteAsync(UnitOfWork db, HoldCapture capture, CancellationToken cancellationToken)
    {
        Guard.Key(capture.IdempotencyKey);
        Guard.Positive(capture.Amount);
        var hash = RequestHash.Of(capture);
        var now = time.GetUtcNow();

        var hold = await HoldRows.LockAsync(db, capture.HoldId, cancellationToken);
        if (hold is not { IsOpen: true })
            return await ReplayAsync(db, capture, hash, cancellationToken) ?? new CaptureHoldResult.NotOpen();
        if (capture.Amount > hold.Amount)
            return new CaptureHoldResult.ExceedsHold(hold.Amount);

        var row = new TransactionRow(
            PrefixedId.New("txn", now), capture.IdempotencyKey, hash, capture.Type, capture.Description, capture.Metadata, hold.Id, now);
        if (!await TransactionRows.TryInsertAsync(db, row, cancellationToken))
            return (await ReplayAsync(db, capture, hash, cancellationToken))!;

        await HoldRows.CloseAsync(db, hold.Id, HoldStatus.Captured, capture.Amount, now, cancellationToken);
        var account = await AccountRows.CaptureAsync(db, hold.AccountId, hold.Amount, capture.Amount, cancellationToken);
        await TransactionRows.WriteEntriesAsync(db, row, account, -capture.Amount, SystemAccount.Revenue, cancellationToken);
        return new CaptureHoldResult.Captured(row.Id, account.Posted, Replayed: false);
    }

    private static async Task<CaptureHoldResult?> ReplayAsync(UnitOfWork db, HoldCapture capture, string hash, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, capture.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == hash => new CaptureHoldResult.Captured(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new CaptureHoldResult.KeyReused(),
        };
}
