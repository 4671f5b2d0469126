using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.LowBalance;

/// <summary>
/// Notes on which side of the threshold a balance is, after whatever changed it. The side changes by a guarded update, so of two handlers
/// at once one notes it and one tells; the balance is looked at again afterwards, in case it moved while the side was being written.
/// </summary>
[StoredName("Marketplace.Credits.WatchBalance")]
[Delivery(
    Lane.Work,
    OrderBy = $"{nameof(WalletChanged.UserId)},{nameof(WalletChanged.Asset)}",
    LatestOnly = true)]
internal sealed class WatchBalance(IDatabase database, IOutbox outbox, ReadThreshold readThreshold, TimeProvider time)
    : IEventHandler<WalletChanged>
{
    public async Task HandleAsync(WalletChanged @event, string eventId, CancellationToken cancellationToken)
    {
        if (!string.Equals(@event.Asset, Assets.Credit, StringComparison.Ordinal))
            return;
        while (await ReadAsync(@event.UserId, cancellationToken) is { } change)
            await database.InTransactionAsync(db => NoteAsync(db, @event.UserId, change, cancellationToken), cancellationToken);
    }

    /// <returns>Null where the side that is noted is the right one.</returns>
    private async Task<Change?> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await LowBalanceRow.FindAsync(db, userId, cancellationToken);
        if (readThreshold.Of(row) is not { } threshold)
            return null;
        var account = await AccountRows.ReadAsync(db, userId, time.GetUtcNow(), cancellationToken);
        var isLow = account is null || account.Spendable < threshold;
        return isLow == (row?.IsLow ?? true) ? null : new Change(isLow, threshold);
    }

    private async Task NoteAsync(UnitOfWork db, string userId, Change change, CancellationToken cancellationToken)
    {
        var noted = await db.ExecuteAsync(
            """
            insert into low_balance (user_id, is_chosen, threshold, is_low, changed_at) values (@userId, @no, null, @IsLow, @now)
            on conflict (user_id) do update set is_low = excluded.is_low, changed_at = excluded.changed_at
            where low_balance.is_low <> excluded.is_low
            """,
            new { userId, no = false, change.IsLow, now = time.GetUtcNow() },
            cancellationToken);
        if (noted == 1 && change.IsLow)
            await outbox.WriteAsync(db, new CreditsRanLow(userId, change.Threshold), cancellationToken);
    }

    private sealed record Change(bool IsLow, CreditAmount Threshold);
}
