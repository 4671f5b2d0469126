using Marketplace.Data;

namespace Marketplace.Notifications.Deliveries;

/// <summary>Sends a mail that was given up again, with all its attempts.</summary>
internal sealed class RetryDelivery(IDatabase database, IOutbox outbox)
{
    /// <returns>False where it was not given up, or somebody else was faster.</returns>
    public Task<bool> ExecuteAsync(string id, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var changed = await db.ExecuteAsync(
                "update notice_deliveries set state = 'Waiting', attempts = 0, claimed_until = null, done_at = null where id = @id and "
                + "state = 'GivenUp'", new { id }, cancellationToken);
            if (changed == 1)
                await outbox.WriteAsync(db, new NoticeMailDue(id), cancellationToken);
            return changed == 1;
        },
        cancellationToken);

    /// <returns>How many mails were given up.</returns>
    public Task<int> ExecuteAllAsync(CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var ids = await db.QueryAsync<string>(
                "update notice_deliveries set state = 'Waiting', attempts = 0, claimed_until = null, done_at = null where state = "
                + "'GivenUp' returning id", null, cancellationToken);
            foreach (var id in ids)
                await outbox.WriteAsync(db, new NoticeMailDue(id), cancellationToken);
            return ids.Count;
        },
        cancellationToken);
}
