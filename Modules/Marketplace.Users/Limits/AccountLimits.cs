using Marketplace.Data;

namespace Marketplace.Users.Limits;

/// <summary>
/// Counts tries in the database, for all processes together, before they are carried out: parallel guesses cannot overtake the count.
/// </summary>
internal sealed class AccountLimits(IDatabase database, TimeProvider time)
{
    /// <summary>
    /// Uses one try of each, up to the first that is used up: a try that is not carried out counts for nothing behind it, so that one
    /// network that goes on trying does not use up what is meant for all networks together.
    /// </summary>
    /// <param name="limits">The narrowest first. All callers keep this order, so that none waits for a row that another holds.</param>
    /// <returns>How long to wait; null when none is used up.</returns>
    public async Task<TimeSpan?> TakeAsync(IReadOnlyList<Limit> limits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        TimeSpan? wait = null;
        await database.InTransactionAsync(
            async db =>
            {
                wait = null;
                foreach (var limit in limits)
                {
                    var row = await db.QuerySingleAsync<Row>(
                        """
                        insert into account_limits (key, used, ends_at) values (@Key, 1, @endsAt)
                        on conflict (key) do update set
                          used = case when account_limits.ends_at <= @now then 1 else account_limits.used + 1 end,
                          ends_at = case when account_limits.ends_at <= @now then excluded.ends_at else account_limits.ends_at end
                        returning used, ends_at
                        """,
                        new { limit.Key, endsAt = now + limit.Within, now },
                        cancellationToken);
                    if (row.Used <= limit.Most)
                        continue;
                    wait = row.EndsAt - now;
                    break;
                }
            },
            cancellationToken);
        return wait;
    }

    /// <summary>One try was none.</summary>
    /// <param name="limits">In the order in which they were taken.</param>
    public Task GiveBackAsync(IReadOnlyList<Limit> limits, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                foreach (var limit in limits)
                    await GiveBackAsync(db, limit, cancellationToken);
            },
            cancellationToken);

    /// <summary>A try was none: <paramref name="forget"/> begins anew, one try of <paramref name="giveBack"/> is unused.</summary>
    public Task ReleaseAsync(Limit forget, Limit? giveBack, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("delete from account_limits where key = @Key", new { forget.Key }, cancellationToken);
                if (giveBack is not null)
                    await GiveBackAsync(db, giveBack, cancellationToken);
            },
            cancellationToken);

    private static Task<int> GiveBackAsync(UnitOfWork db, Limit limit, CancellationToken cancellationToken) =>
        db.ExecuteAsync("update account_limits set used = used - 1 where key = @Key and used > 0", new { limit.Key }, cancellationToken);

    private sealed record Row
    {
        public int Used { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}
