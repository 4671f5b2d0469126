namespace Marketplace.Data;

/// <summary>
/// The handlers that the tenant's database keeps events for: those of every feature that is or was on. A process that does not know a
/// handler, because its feature is off or because it runs an older version, keeps events for it all the same.
/// </summary>
public sealed class KnownHandlers(IDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<KnownHandler>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<KnownHandler>(
            "select event, handler, lane, order_by, latest_only, features from outbox_handlers order by event, handler",
            cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Remembers these handlers from now on; others that are remembered stay. From then on each gets a delivery of each of its events.
    /// </summary>
    public async Task RememberAsync(IReadOnlyCollection<KnownHandler> handlers, CancellationToken cancellationToken)
    {
        var before = await ListAsync(cancellationToken);
        var changed = handlers.DistinctBy(x => (x.Event, x.Handler)).Except(before).ToList();
        if (changed.Count == 0)
            return;
        await database.InTransactionAsync(
            async db =>
            {
                foreach (var handler in changed)
                {
                    await db.ExecuteAsync(
                        """
                        insert into outbox_handlers (event, handler, lane, order_by, latest_only, features, known_since)
                        values (@Event, @Handler, @lane, @OrderBy, @LatestOnly, @Features, @now)
                        on conflict (event, handler) do update set
                          lane = excluded.lane, order_by = excluded.order_by, latest_only = excluded.latest_only,
                          features = excluded.features
                        """,
                        new { handler.Event, handler.Handler, lane = handler.Lane.ToString(), handler.OrderBy, handler.LatestOnly,
                            handler.Features, now = time.GetUtcNow() },
                        cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <summary>Forgets a handler that no module brings any more, with what waits for it.</summary>
    /// <returns>How many deliveries waited.</returns>
    public static async Task<int> ForgetAsync(UnitOfWork db, string handler, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync("delete from outbox_handlers where handler = @handler", new { handler }, cancellationToken);
        return await db.ExecuteAsync("delete from outbox_deliveries where handler = @handler", new { handler }, cancellationToken);
    }

    /// <summary>
    /// The stored names of the migrations that ran here: they tell which features were on before handlers were remembered.
    /// </summary>
    public async Task<IReadOnlySet<string>> ListMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return (await session.QueryAsync<string>("select name from migrations", cancellationToken: cancellationToken)).ToHashSet(
            StringComparer.Ordinal);
    }
}
