using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>The end of old rows. Deliveries in the lanes of money and work are never among them.</summary>
public sealed class OutboxPurge(IDatabase database, TimeProvider time)
{
    /// <summary>
    /// Gives up mails and webhooks that have waited longer than <paramref name="age"/>, and forgets those that were given up as long ago.
    /// </summary>
    /// <returns>How many were given up.</returns>
    public Task<int> GiveUpAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var lanes = Enum.GetValues<Lane>().Where(OutboxRelay.MayGiveUp).Select(x => x.ToString()).ToArray();
                await db.ExecuteAsync(
                    "delete from outbox_deliveries where given_up_at < @before", new { before = now - age }, cancellationToken);
                return await db.ExecuteAsync(
                    $"""
                     update outbox_deliveries set given_up_at = @now
                     where given_up_at is null and created_at < @before and (claimed_until is null or claimed_until <= @now)
                       and handler in (select handler from outbox_handlers where {db.Dialect.In("lane", "lanes")})
                     """,
                    new { now, before = now - age, lanes },
                    cancellationToken);
            },
            cancellationToken);

    /// <summary>Deletes events that were handed out longer ago than <paramref name="age"/> and that nobody waits for.</summary>
    /// <returns>How many rows were deleted.</returns>
    public Task<int> DeleteAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                "delete from outbox where done_at < @before and not exists (select 1 from outbox_deliveries where event_id = outbox.id)",
                new { before = time.GetUtcNow() - age },
                cancellationToken),
            cancellationToken);
}
