using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Reconciliation.Events;

/// <summary>Up to when the gateway's events were swept, and which of them need not be looked at again.</summary>
internal sealed class SweptEvents(IDatabase database, TimeProvider time)
{
    private const string Cursor = "events";

    public async Task<DateTimeOffset?> ReadCursorAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select at from reconciliation_cursors where name = @Cursor", new { Cursor }, cancellationToken);
    }

    public Task MoveCursorAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into reconciliation_cursors (name, at) values (@Cursor, @at)
                on conflict (name) do update set at = excluded.at where reconciliation_cursors.at < excluded.at
                """,
                new { Cursor, at },
                cancellationToken),
            cancellationToken);

    /// <returns>The events that were not swept before.</returns>
    public async Task<IReadOnlyList<GatewayEvent>> ListNewAsync(IReadOnlyList<GatewayEvent> events, CancellationToken cancellationToken)
    {
        var swept = new HashSet<string>(StringComparer.Ordinal);
        await using var db = await database.OpenAsync(cancellationToken);
        foreach (var chunk in events.Chunk(500))
        {
            swept.UnionWith(await db.QueryAsync<string>(
                $"select event_id from reconciliation_events where {db.Dialect.In("event_id", "ids")}",
                new { ids = chunk.Select(x => x.Id).ToList() }, cancellationToken));
        }

        return [.. events.Where(x => !swept.Contains(x.Id)).DistinctBy(x => x.Id)];
    }

    public Task AddAsync(IEnumerable<GatewayEvent> events, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                foreach (var swept in events)
                {
                    await db.ExecuteAsync(
                        "insert into reconciliation_events (event_id, swept_at) values (@Id, @now) on conflict (event_id) do nothing",
                        new { swept.Id, now = time.GetUtcNow() }, cancellationToken);
                }
            },
            cancellationToken);

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from reconciliation_events where swept_at < @before", new { before }, cancellationToken),
            cancellationToken);
}
