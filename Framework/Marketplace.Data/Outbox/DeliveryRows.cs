using System.Globalization;
using Dapper;

namespace Marketplace.Data;

/// <summary>Claims deliveries, and writes down how they went. What went well is gone from the table.</summary>
internal sealed class DeliveryRows(IDatabase database, TimeProvider time)
{
    private const int LongestError = 2000;

    private readonly Lock _gate = new();
    private List<Finished> _finished = [];
    private Task _flush = Task.CompletedTask;

    /// <summary>Only looks when nothing is due, so that an idle outbox never takes the writer's turn.</summary>
    public async Task<IReadOnlyList<OutboxDelivery>> ClaimAsync(string[] handlers, int limit, CancellationToken cancellationToken)
    {
        var due =
            $"""
             {database.Dialect.In("handler", "handlers")} and next_attempt_at <= @now and (claimed_until is null or claimed_until <= @now)
             and given_up_at is null
             and (order_key is null or not exists (
               select 1 from outbox_deliveries earlier
               where earlier.handler = d.handler and earlier.order_key = d.order_key and earlier.event_id < d.event_id
               and earlier.given_up_at is null))
             """;
        var now = time.GetUtcNow();
        var parameters = new { handlers, now, until = now + OutboxRelay.Claim, limit };
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            if (await session.ScalarAsync<string>(
                $"select event_id from outbox_deliveries d where {due} limit 1", parameters, cancellationToken) is null)
                return [];
        }

        var rows = await database.InTransactionAsync(
            db => db.QueryAsync<Row>(
                $"""
                 update outbox_deliveries set claimed_until = @until, attempts = attempts + 1
                 where (event_id, handler) in (
                   select event_id, handler from outbox_deliveries d where {due} order by event_id
                   limit @limit {database.Dialect.ForUpdateSkipLocked})
                 returning
                   event_id, (select event from outbox where id = event_id) as event, (select payload from outbox
                   where id = event_id) as payload,
                   handler, order_key, attempts
                 """,
                parameters,
                cancellationToken),
            cancellationToken);
        return [.. rows
            .OrderBy(x => x.EventId, StringComparer.Ordinal)
            .Select(x => new OutboxDelivery(x.EventId, x.Event, x.Payload, x.Handler, x.OrderKey, x.Attempts, now + OutboxRelay.Claim))];
    }

    /// <summary>
    /// Writes how a delivery went, together with others that end at the same moment. A failed one is due again after a pause that grows
    /// with its attempts.
    /// </summary>
    public Task FinishAsync(OutboxDelivery delivery, string? error)
    {
        lock (_gate)
        {
            _finished.Add(new Finished(delivery, error));
            // Whoever comes while a flush is being written joins the next one.
            if (_finished.Count == 1)
                _flush = FlushAfterAsync(_flush);
            return _flush;
        }
    }

    /// <summary>A relay that stops leaves its deliveries to the next one at once.</summary>
    public Task ReleaseAsync(IReadOnlyList<OutboxDelivery> deliveries) =>
        deliveries.Count == 0
            ? Task.CompletedTask
            : database.InTransactionAsync(
                db =>
                {
                    var (values, parameters) = Keys(deliveries);
                    return db.ExecuteAsync(
                        $"update outbox_deliveries set claimed_until = null, attempts = attempts - 1 where (event_id, handler, attempts) "
                        + $"in (values {values})",
                        parameters,
                        CancellationToken.None);
                },
                CancellationToken.None);

    /// <inheritdoc cref="OutboxRelay.EndClaimsAsync"/>
    public Task EndClaimsAsync(CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "update outbox set claimed_until = null where done_at is null and claimed_until is not null",
                    cancellationToken: cancellationToken);
                await db.ExecuteAsync(
                    "update outbox_deliveries set claimed_until = null where claimed_until is not null",
                    cancellationToken: cancellationToken);
            },
            cancellationToken);

    /// <summary>Only looks where nothing has failed.</summary>
    public async Task RetryFailedAsync(string[] handlers, CancellationToken cancellationToken)
    {
        var failed =
            $"{database.Dialect.In("handler", "handlers")} and error is not null and given_up_at is null and next_attempt_at > @now";
        var parameters = new { handlers, now = time.GetUtcNow() };
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            const string Select = "select event_id from outbox_deliveries where ";
            if (await session.ScalarAsync<string>($"{Select}{failed} limit 1", parameters, cancellationToken) is null)
                return;
        }

        await database.InTransactionAsync(
            db => db.ExecuteAsync($"update outbox_deliveries set next_attempt_at = @now where {failed}", parameters, cancellationToken),
            cancellationToken);
    }

    private async Task FlushAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        List<Finished> finished;
        lock (_gate)
        {
            finished = _finished;
            _finished = [];
        }

        await database.InTransactionAsync(db => WriteAsync(db, finished), CancellationToken.None);
    }

    private async Task WriteAsync(UnitOfWork db, List<Finished> finished)
    {
        var done = finished.Where(x => x.Error is null).Select(x => x.Delivery).ToList();
        if (done.Count > 0)
        {
            var (values, parameters) = Keys(done);
            await db.ExecuteAsync($"delete from outbox_deliveries where (event_id, handler, attempts) in (values {values})", parameters);
        }

        foreach (var (delivery, error) in finished.Where(x => x.Error is not null))
        {
            await db.ExecuteAsync(
                """
                update outbox_deliveries set claimed_until = null, next_attempt_at = @next, error = @error
                where event_id = @EventId and handler = @Handler and attempts = @Attempts
                """,
                new
                {
                    delivery.EventId,
                    delivery.Handler,
                    delivery.Attempts,
                    next = time.GetUtcNow() + PauseAfter(delivery.Attempts),
                    error = error!.Length > LongestError ? error[..LongestError] : error,
                });
        }
    }

    private static TimeSpan PauseAfter(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, attempts)));

    private static (string Values, DynamicParameters Parameters) Keys(IReadOnlyList<OutboxDelivery> deliveries)
    {
        var parameters = new DynamicParameters();
        var values = new List<string>(deliveries.Count);
        for (var i = 0; i < deliveries.Count; i++)
        {
            var n = i.ToString(CultureInfo.InvariantCulture);
            parameters.Add("e" + n, deliveries[i].EventId);
            parameters.Add("h" + n, deliveries[i].Handler);
            parameters.Add("a" + n, deliveries[i].Attempts);
            values.Add($"(@e{n}, @h{n}, @a{n})");
        }

        return (string.Join(", ", values), parameters);
    }

    private sealed record Row
    {
        public required string EventId { get; init; }

        public required string Event { get; init; }

        public required string Payload { get; init; }

        public required string Handler { get; init; }

        public required string? OrderKey { get; init; }

        public required int Attempts { get; init; }
    }

    private sealed record Finished(OutboxDelivery Delivery, string? Error);
}
