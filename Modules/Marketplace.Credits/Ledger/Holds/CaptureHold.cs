using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>
/// Takes what was reserved. A hold whose time is over stays capturable until <see cref="ExpireHolds"/> has released it: the goods were
/// delivered and the credits are still there.
/// </summary>
internal sealed class CaptureHold(WriteTransaction write, TimeProvider time)
{
    public async Task<CaptureHoldResult> ExecuteAsync(UnitOfWork db, HoldCapture capture, CancellationToken cancellationToken)
    {
        Guard.Key(capture.IdempotencyKey);
        Guard.Positive(capture.Amount);
        Guard.Text(capture.Description, capture.Metadata);
        foreach (var share in capture.Shares ?? [])
            Guard.NotNegative(share.Amount);
        var hash = capture.Hash();
        var now = time.GetUtcNow();

        var hold = await HoldRows.LockAsync(db, capture.HoldId, cancellationToken);
        if (hold is not { IsOpen: true })
            return await ReplayAsync(db, capture, hash, cancellationToken) ?? new CaptureHoldResult.NotOpen();
        if (capture.Amount > hold.Amount)
            return new CaptureHoldResult.ExceedsHold(hold.Amount);

        var row = new TransactionRow(
            PrefixedId.New("txn", now), capture.IdempotencyKey, hash, capture.Type, capture.Description, capture.Metadata, now)
        {
            HoldId = hold.Id,
        };
        var account = await AccountRows.LockByIdAsync(db, hold.AccountId, cancellationToken);
        var leg = new Leg(account, -capture.Amount, Released: hold.Amount, new CaptureReserved(hold.Id));
        if (await write.ExecuteAsync(db, row, [leg], Shares(capture, account.Asset), cancellationToken) is not { } accounts)
            return (await ReplayAsync(db, capture, hash, cancellationToken))!;
        await HoldRows.CloseAsync(db, hold.Id, HoldStatus.Captured, capture.Amount, now, cancellationToken);
        return new CaptureHoldResult.Captured(row.Id, accounts[0].Posted, Replayed: false);
    }

    private static IReadOnlyList<SystemEntry> Shares(HoldCapture capture, string asset) =>
        [.. (capture.Shares ?? [new SystemShare(SystemAccount.Revenue, capture.Amount)])
            .Where(x => x.Amount != CreditAmount.Zero)
            .GroupBy(x => x.Account)
            .Select(x => new SystemEntry(x.Key.Id(asset), x.Aggregate(CreditAmount.Zero, (sum, share) => sum + share.Amount)))];

    private static async Task<CaptureHoldResult?> ReplayAsync(
        UnitOfWork db, HoldCapture capture, string hash, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, capture.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == hash =>
                new CaptureHoldResult.Captured(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new CaptureHoldResult.KeyReused(),
        };
}
