using System.Globalization;
using System.Text.Json;
using Dapper;
using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>What became of the events that were due.</summary>
/// <param name="IsComplete">False where more events are due.</param>
/// <param name="Claimed">Deliveries that the caller may begin with at once; by the handler's lane.</param>
/// <param name="Waiting">Lanes in which further deliveries can be claimed.</param>
public sealed record HandedOut(bool IsComplete, int Events, ILookup<Lane, OutboxDelivery> Claimed, IReadOnlySet<Lane> Waiting);

/// <summary>
/// Turns events into deliveries, one for each handler that the tenant's database remembers. Processes that hand out at the same time wait
/// for each other's rows, so that deliveries of one key come into being in the order of their events.
/// </summary>
internal sealed class HandOut(IDatabase database, IEnumerable<EventHandlerRegistration> handlers, TimeProvider time)
{
    private const int BatchSize = 50;

    private const string Due = "done_at is null and next_attempt_at <= @now and (claimed_until is null or claimed_until <= @now)";

    /// <summary>Before deliveries had rows, an event was given up after so many attempts.</summary>
    private const int FormerMaxAttempts = 20;

    private readonly ILookup<string, EventHandlerRegistration> _here = handlers.ToLookup(x => x.EventName, StringComparer.Ordinal);

    /// <param name="room">How many more deliveries a lane of this process can take.</param>
    public async Task<HandedOut> RunAsync(Func<Lane, int> room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await IsAnyDueAsync(now, cancellationToken))
            return new HandedOut(IsComplete: true, 0, Array.Empty<OutboxDelivery>().ToLookup(_ => default(Lane)), new HashSet<Lane>());
        var (rows, made) = await database.InTransactionAsync(
            async db =>
            {
                var read = await ReadAsync(db, now, cancellationToken);
                var deliveries = read.Where(x => x.Handler is not null && !x.WasHandled).Select(x => NewDelivery.Of(x, now)).ToList();
                if (read.Count > 0)
                {
                    deliveries = await SupersedeAsync(db, deliveries, now, cancellationToken);
                    await ClaimAsync(db, deliveries, room, now, cancellationToken);
                    await WriteAsync(db, [.. read.Select(x => x.Id).Distinct(StringComparer.Ordinal)], deliveries, now, cancellationToken);
                }

                return (read, deliveries);
            },
            cancellationToken);
        var events = rows.Select(x => x.Id).Distinct(StringComparer.Ordinal).Count();
        return new HandedOut(
            events < BatchSize,
            events,
            made.Where(x => x.ClaimedUntil is not null).ToLookup(
                x => x.Lane,
                x => new OutboxDelivery(x.EventId, x.Event, x.Payload, x.Handler, x.OrderKey, 1, x.ClaimedUntil!.Value)),
            made.Where(x => x.ClaimedUntil is null && x.GivenUpAt is null && IsHere(x)).Select(x => x.Lane).ToHashSet());
    }

    /// <summary>
    /// Where writers queue, an outbox in which nothing is due takes nobody's turn; elsewhere the question would only cost a round trip.
    /// </summary>
    private async Task<bool> IsAnyDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (database.Dialect.ForUpdateSkipLocked.Length > 0)
            return true;
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.ScalarAsync<string>($"select id from outbox where {Due} limit 1", new { now }, cancellationToken) is not null;
    }

    private static Task<IReadOnlyList<Row>> ReadAsync(UnitOfWork db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueryAsync<Row>(
            $"""
             select e.id, e.event, e.payload, e.attempts, e.handled_by, h.handler, h.lane, h.order_by, h.latest_only
             from (
               select id, event, payload, attempts, handled_by from outbox
               where {Due}
               order by id limit @limit {db.Dialect.ForUpdate}) e
             left join outbox_handlers h on h.event = e.event
             order by e.id
             """,
            new { now, limit = BatchSize },
            cancellationToken);

    /// <summary>Of the deliveries to a handler that looks at the present, the newest for each key stays, here and in the table.</summary>
    private static async Task<List<NewDelivery>> SupersedeAsync(
        UnitOfWork db, List<NewDelivery> made, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var handler in made.Where(x => x.LatestOnly).GroupBy(x => x.Handler, StringComparer.Ordinal).ToList())
        {
            var newest = handler.GroupBy(x => x.OrderKey!, StringComparer.Ordinal)
                .ToDictionary(x => x.Key, x => x.Last(), StringComparer.Ordinal);
            made = [.. made.Where(x => x.Handler != handler.Key || newest[x.OrderKey!] == x)];
            await db.ExecuteAsync(
                $"delete from outbox_deliveries where handler = @handler and {db.Dialect.In("order_key", "keys")} and (claimed_until is "
                + "null or claimed_until <= @now)",
                new { handler = handler.Key, keys = newest.Keys.ToArray(), now },
                cancellationToken);
        }

        return made;
    }

    /// <summary>Claims what this process can begin with at once: those that have no place in an order, or the first one.</summary>
    private async Task ClaimAsync(
        UnitOfWork db, List<NewDelivery> made, Func<Lane, int> room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = Enum.GetValues<Lane>().ToDictionary(x => x, room);
        var taken = new HashSet<(string, string)>();
        var keyed = made.Where(x => x.OrderKey is not null && IsHere(x) && left[x.Lane] > 0).ToList();
        if (keyed.Count > 0)
        {
            var open = await db.QueryAsync<(string Handler, string OrderKey)>(
                $"""
                 select handler, order_key from outbox_deliveries
                 where {db.Dialect.In("handler", "handlers")} and {db.Dialect.In("order_key", "keys")} and given_up_at is null
                 """,
                new
                {
                    handlers = keyed.Select(x => x.Handler).Distinct(StringComparer.Ordinal).ToArray(),
                    keys = keyed.Select(x => x.OrderKey!).Distinct(StringComparer.Ordinal).ToArray(),
                },
                cancellationToken);
            taken.UnionWith(open);
        }

        foreach (var delivery in made)
        {
            var isFirst = delivery.OrderKey is null || taken.Add((delivery.Handler, delivery.OrderKey));
            if (!isFirst || delivery.GivenUpAt is not null || !IsHere(delivery) || left[delivery.Lane] <= 0)
                continue;
            left[delivery.Lane]--;
            delivery.ClaimedUntil = now + OutboxRelay.Claim;
        }
    }

    private static async Task WriteAsync(
        UnitOfWork db, string[] events, List<NewDelivery> made, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(new { now, events });
        var values = new List<string>(made.Count);
        for (var i = 0; i < made.Count; i++)
        {
            var delivery = made[i];
            var n = i.ToString(CultureInfo.InvariantCulture);
            parameters.Add("e" + n, delivery.EventId);
            parameters.Add("h" + n, delivery.Handler);
            parameters.Add("k" + n, delivery.OrderKey);
            parameters.Add("c" + n, delivery.ClaimedUntil);
            parameters.Add("g" + n, delivery.GivenUpAt);
            values.Add($"(@e{n}, @h{n}, @k{n}, @now, @now, @c{n}, {(delivery.ClaimedUntil is null ? "0" : "1")}, @g{n})");
        }

        var insert = values.Count == 0
            ? ""
            : $"""
               insert into outbox_deliveries (event_id, handler, order_key, created_at, next_attempt_at, claimed_until, attempts,
               given_up_at)
               values {string.Join(", ", values)} on conflict (event_id, handler) do nothing;
               """;
        await db.ExecuteAsync(
            $"{insert} update outbox set done_at = @now, claimed_until = null where {db.Dialect.In("id", "events")}", parameters,
            cancellationToken);
    }

    private bool IsHere(NewDelivery delivery) => _here[delivery.Event].Any(x => x.HandlerName == delivery.Handler);

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Event { get; init; }

        public required string Payload { get; init; }

        public required int Attempts { get; init; }

        public required string HandledBy { get; init; }

        public string? Handler { get; init; }

        public Lane? Lane { get; init; }

        public string? OrderBy { get; init; }

        public bool? LatestOnly { get; init; }

        public bool WasHandled => HandledBy.Length > 0 && HandledBy.Split(',').Contains(Handler, StringComparer.Ordinal);
    }

    private sealed class NewDelivery
    {
        public required string EventId { get; init; }

        public required string Event { get; init; }

        public required string Payload { get; init; }

        public required string Handler { get; init; }

        public required Lane Lane { get; init; }

        public required string? OrderKey { get; init; }

        public required bool LatestOnly { get; init; }

        public required DateTimeOffset? GivenUpAt { get; init; }

        public DateTimeOffset? ClaimedUntil { get; set; }

        public static NewDelivery Of(Row row, DateTimeOffset now)
        {
            var (lane, latestOnly, orderBy) = (row.Lane.GetValueOrDefault(), row.LatestOnly.GetValueOrDefault(), row.OrderBy ?? "");
            return new()
            {
                EventId = row.Id,
                Event = row.Event,
                Payload = row.Payload,
                Handler = row.Handler!,
                Lane = lane,
                OrderKey = orderBy.Length > 0 ? KeyOf(row.Payload, orderBy) : latestOnly ? "" : null,
                LatestOnly = latestOnly,
                GivenUpAt = row.Attempts >= FormerMaxAttempts && OutboxRelay.MayGiveUp(lane) ? now : null,
            };
        }

        private static string KeyOf(string payload, string orderBy)
        {
            using var json = JsonDocument.Parse(payload);
            return string.Join(
                '|', orderBy.Split(',').Select(x => json.RootElement.TryGetProperty(x, out var value) ? value.ToString() : ""));
        }
    }
}
