using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>What waits for one handler.</summary>
public sealed record WaitingHandler
{
    /// <summary>Its stored name.</summary>
    public required string Handler { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Ids of the features it needs, with commas between.</summary>
    public required string Features { get; init; }

    /// <summary>Deliveries that are not done and not given up.</summary>
    public required long Waiting { get; init; }

    public required long GivenUp { get; init; }

    /// <summary>When the oldest of them was handed out.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Attempts of the one that was tried most often.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why one of them failed last.</summary>
    public required string? Error { get; init; }

    /// <summary>Whether this process, with the features that are on, can deliver them.</summary>
    public bool IsHere { get; init; }
}

/// <summary>The tenant's deliveries that are not done: what administrators see and can do about them.</summary>
public sealed class WaitingDeliveries(
    IDatabase database, IEnumerable<EventHandlerRegistration> handlers, OutboxSignal signal, TimeProvider time)
{
    /// <summary>A delivery that failed so often (the pauses make that a quarter of an hour) needs somebody's eye.</summary>
    public const int WorryingAttempts = 9;

    private readonly HashSet<string> _here = handlers.Select(x => x.HandlerName).ToHashSet(StringComparer.Ordinal);

    public async Task<IReadOnlyList<WaitingHandler>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<WaitingHandler>(
            """
            select d.*, coalesce(h.lane, 'Work') as lane, coalesce(h.features, '') as features
            from (
              select
                handler,
                sum(case when given_up_at is null then 1 else 0 end) as waiting,
                sum(case when given_up_at is null then 0 else 1 end) as given_up,
                min(created_at) as since,
                max(attempts) as attempts,
                max(error) as error
              from outbox_deliveries group by handler) d
            left join (select handler, min(lane) as lane, min(features) as features from outbox_handlers
            group by handler) h on h.handler = d.handler
            order by d.handler
            """,
            cancellationToken: cancellationToken);
        return [.. rows.Select(x => x with { IsHere = _here.Contains(x.Handler) })];
    }

    /// <summary>How many deliveries wait for a handler that is not here, have failed for long, or were given up.</summary>
    public async Task<long> CountWorryingAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleAsync<long>(
            $"""
             select count(*) from outbox_deliveries
             where attempts >= @worrying or given_up_at is not null or not ({database.Dialect.In("handler", "handlers")})
             """,
            new { worrying = WorryingAttempts, handlers = _here.ToArray() },
            cancellationToken);
    }

    /// <summary>Makes what failed or was given up due now, with all its attempts.</summary>
    /// <returns>How many deliveries that were.</returns>
    public Task<int> RetryAsync(UnitOfWork db, string handler, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        db.OnCommitted(signal.RaiseAll);
        return db.ExecuteAsync(
            """
            update outbox_deliveries set attempts = 0, next_attempt_at = @now, given_up_at = null, created_at = case
            when given_up_at is null then created_at else @now end
            where handler = @handler and (given_up_at is not null or next_attempt_at > @now) and (claimed_until is null
            or claimed_until <= @now)
            """,
            new { handler, now },
            cancellationToken);
    }

    /// <summary>Deletes what was given up for one handler.</summary>
    public static Task<int> DiscardGivenUpAsync(UnitOfWork db, string handler, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "delete from outbox_deliveries where handler = @handler and given_up_at is not null", new { handler }, cancellationToken);
}
