using System.Globalization;
using System.Text.Json;
using Marketplace.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Data;

/// <summary>
/// Hands outbox rows to their handlers, at least once each. Rows are claimed for a while, so several processes can drain one outbox, and
/// a process that dies leaves its claim to lapse. A failing handler is tried again after growing pauses; the others are not run again.
/// </summary>
public sealed class OutboxRelay(
    IDatabase database, IServiceScopeFactory scopes, IEnumerable<EventHandlerRegistration> handlers, OutboxSignal signal, TimeProvider time, ILogger<OutboxRelay> logger)
{
    /// <summary>After this many attempts a row is given up: it stays, and only <see cref="RetryGivenUpAsync"/> makes it due again.</summary>
    public const int MaxAttempts = 20;

    private const int BatchSize = 20;

    private const string GivenUp = "done_at is null and attempts >= @max and (claimed_until is null or claimed_until <= @now)";

    /// <summary>How long a claimed row is left to the process that claimed it.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private readonly ILookup<string, EventHandlerRegistration> _handlers = handlers.ToLookup(x => x.EventName, StringComparer.Ordinal);

    /// <summary>Works until no row is due.</summary>
    /// <returns>How many rows were finished.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var finished = 0;
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } rows)
            finished += await HandleAllAsync(rows, time.GetUtcNow() + Claim, cancellationToken);
        return finished;
    }

    /// <summary>When the next row is due, or null when none waits. Rows that were given up do not count.</summary>
    public async Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var due = await session.QueryAsync<DateTimeOffset>(
            """
            select case when claimed_until > next_attempt_at then claimed_until else next_attempt_at end as due_at
            from outbox where done_at is null and attempts < @max order by due_at limit 1
            """,
            new { max = MaxAttempts },
            cancellationToken);
        return due.Count == 0 ? null : due[0];
    }

    public async Task<int> CountGivenUpAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<int>($"select count(*) from outbox where {GivenUp}", new { max = MaxAttempts, now = time.GetUtcNow() }, cancellationToken);
    }

    /// <summary>Makes the rows that were given up due again, with all their attempts.</summary>
    /// <returns>How many rows that were.</returns>
    public Task<int> RetryGivenUpAsync(CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db =>
            {
                db.OnCommitted(signal.Raise);
                return db.ExecuteAsync($"update outbox set attempts = 0, next_attempt_at = @now where {GivenUp}", new { max = MaxAttempts, now = time.GetUtcNow() }, cancellationToken);
            },
            cancellationToken);

    /// <summary>Deletes rows that were finished longer ago than <paramref name="age"/>.</summary>
    /// <returns>How many rows were deleted.</returns>
    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync("delete from outbox where done_at < @before", new { before = time.GetUtcNow() - age }, cancellationToken),
            cancellationToken);

    private async Task<int> HandleAllAsync(IReadOnlyList<OutboxRow> rows, DateTimeOffset claimedUntil, CancellationToken cancellationToken)
    {
        var finished = 0;
        var next = 0;
        try
        {
            // Rows whose claim lapsed behind a slow handler may be another relay's by now.
            for (; next < rows.Count && time.GetUtcNow() < claimedUntil; next++)
                finished += await HandleAsync(rows[next], cancellationToken) ? 1 : 0;
            return finished;
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                await ReleaseAsync([.. rows.Skip(next)]);
        }
    }

    /// <summary>A relay that stops leaves its rows to the next one at once.</summary>
    private Task ReleaseAsync(IReadOnlyList<OutboxRow> rows) =>
        database.InTransactionAsync(
            async db =>
            {
                foreach (var row in rows)
                {
                    await db.ExecuteAsync(
                        "update outbox set claimed_until = null, attempts = attempts - 1 where id = @Id and attempts = @Attempts and done_at is null", row, CancellationToken.None);
                }
            },
            CancellationToken.None);

    /// <summary>Only looks when nothing is due, so that an idle outbox never takes the writer's turn.</summary>
    private async Task<IReadOnlyList<OutboxRow>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        const string Due = "done_at is null and next_attempt_at <= @now and (claimed_until is null or claimed_until <= @now) and attempts < @max";
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            if (await session.ScalarAsync<string>($"select id from outbox where {Due} limit 1", new { now, max = MaxAttempts }, cancellationToken) is null)
                return [];
        }

        var rows = await database.InTransactionAsync(
            db => db.QueryAsync<OutboxRow>(
                $"""
                 update outbox set claimed_until = @until, attempts = attempts + 1
                 where id in (
                   select id from outbox where {Due} order by id limit @limit {database.Dialect.ForUpdateSkipLocked})
                 returning id, event, payload, attempts, handled_by
                 """,
                new { now, until = now + Claim, max = MaxAttempts, limit = BatchSize },
                cancellationToken),
            cancellationToken);
        return [.. rows.OrderBy(x => x.Id, StringComparer.Ordinal)];
    }

    private async Task<bool> HandleAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var handled = row.HandledBy.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        string? error = null;
        foreach (var registration in _handlers[row.Event])
        {
            var name = registration.HandlerName;
            if (handled.Contains(name))
                continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await InvokeAsync(scope.ServiceProvider, registration, row, cancellationToken);
                handled.Add(name);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                error = $"{registration.HandlerType.Name}: {e.Message}";
                logger.LogError(e, "{Handler} could not handle event {EventId} ({Event}), attempt {Attempt}", name, row.Id, row.Event, row.Attempts);
            }
        }

        await FinishAsync(row, handled, error, cancellationToken);
        return error is null;
    }

    private Task FinishAsync(OutboxRow row, HashSet<string> handled, string? error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pause = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, row.Attempts)));
        return database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update outbox set done_at = @done, claimed_until = null, next_attempt_at = @next, handled_by = @handled, error = @error where id = @id",
                new
                {
                    id = row.Id,
                    done = error is null ? now : (DateTimeOffset?)null,
                    next = error is null ? now : now + pause,
                    handled = string.Join(',', handled),
                    error,
                },
                cancellationToken),
            cancellationToken);
    }

    private static Task InvokeAsync(IServiceProvider services, EventHandlerRegistration registration, OutboxRow row, CancellationToken cancellationToken)
    {
        var @event = JsonSerializer.Deserialize(row.Payload, registration.EventType, TenantSettings.Json)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The event {row.Id} is empty."));
        var handler = services.GetRequiredService(registration.HandlerType);
        var method = typeof(IEventHandler<>).MakeGenericType(registration.EventType).GetMethod(nameof(IEventHandler<>.HandleAsync))!;
        return (Task)method.Invoke(handler, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [@event, row.Id, cancellationToken], CultureInfo.InvariantCulture)!;
    }

    private sealed record OutboxRow
    {
        public required string Id { get; init; }

        public required string Event { get; init; }

        public required string Payload { get; init; }

        public required int Attempts { get; init; }

        public required string HandledBy { get; init; }
    }
}
