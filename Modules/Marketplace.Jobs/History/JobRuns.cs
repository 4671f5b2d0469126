using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.History;

/// <summary>What a page of the history shows.</summary>
internal sealed record JobRunFilter(string? Type = null, JobOutcome? Outcome = null, string? Before = null, int Take = 50);

/// <summary>
/// The tenant's history of runs. What runs every few minutes for tenants that are awake is written down when it went otherwise than the
/// last time or took long, and else once an hour: a row for each would cost an idle host more than the runs themselves.
/// </summary>
internal sealed class JobRuns(IDatabase database, TimeProvider time, ILogger<JobRuns> logger)
{
    private static readonly TimeSpan RoutineWritten = TimeSpan.FromHours(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private const int LongestError = 2000;
    private const int KeptPerType = 500;
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>When the last run began of what was not written down.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _routine = new(StringComparer.Ordinal);

    /// <summary>When the last success began that was.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    /// <summary>A run that cannot be written down is only logged: it is over, and failing it would run it again.</summary>
    public async Task WriteAsync(
        JobRun.Start start, DateTimeOffset startedAt, TimeSpan duration, JobOutcome outcome, string? error,
        CancellationToken cancellationToken)
    {
        try
        {
            if (start.IsRoutine && outcome == JobOutcome.Succeeded && duration < Long && await WentSoLatelyAsync(start, startedAt))
            {
                _routine[start.Type] = startedAt;
                return;
            }

            if (outcome == JobOutcome.Succeeded)
                _written[start.Type] = startedAt;
            else
                _written.TryRemove(start.Type, out _);
            await database.InTransactionAsync(
                db => db.ExecuteAsync(
                    """
                    insert into job_runs (id, kind, type, job_key, attempt, started_at, duration_ms, outcome, error)
                    values (@id, @kind, @type, @key, @attempt, @startedAt, @duration, @outcome, @error)
                    """,
                    new
                    {
                        id = PrefixedId.New("run", time),
                        kind = start.Kind.ToString(),
                        type = start.Type,
                        key = start.Key,
                        attempt = start.Attempt,
                        startedAt,
                        duration = (long)duration.TotalMilliseconds,
                        outcome = outcome.ToString(),
                        error = error is { Length: > LongestError } ? error[..LongestError] : error,
                    },
                    cancellationToken),
                cancellationToken);
        }
        catch (System.Data.Common.DbException e)
        {
            logger.LogError(e, "The run of {Type} {Key} ({Outcome}) could not be written to the history", start.Type, start.Key, outcome);
        }
    }

    /// <summary>When the last run began that was not written down, as far as this process knows.</summary>
    public DateTimeOffset? LastRoutine(string type) => _routine.TryGetValue(type, out var startedAt) ? startedAt : null;

    private async Task<bool> WentSoLatelyAsync(JobRun.Start start, DateTimeOffset startedAt) =>
        _written.TryGetValue(start.Type, out var last) && last <= startedAt && startedAt < last + RoutineWritten
            // Where there are other processes, one of them may have failed since.
            && (!Claim.CanLapse(database.Dialect)
                || await FindLastAsync(start.Type, start.Key, CancellationToken.None) is { Outcome: JobOutcome.Succeeded });

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(JobRunFilter filter, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<JobRun>(
            $"""
             select * from job_runs
             where 1 = 1
             {(filter.Type is null ? "" : "and type = @Type")}
             {(filter.Outcome is null ? "" : "and outcome = @Outcome")}
             {(filter.Before is null ? "" : "and id < @Before")}
             order by id desc limit @Take
             """,
            new { filter.Type, Outcome = filter.Outcome?.ToString(), filter.Before, filter.Take },
            cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListTypesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<string>("select distinct type from job_runs order by type", cancellationToken: cancellationToken);
    }

    /// <summary>The last run of each type.</summary>
    public async Task<IReadOnlyDictionary<string, JobRun>> LastByTypeAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var runs = await session.QueryAsync<JobRun>(
            "select * from job_runs where kind = 'Task' and id in (select max(id) from job_runs group by type)",
            cancellationToken: cancellationToken);
        return runs.ToDictionary(x => x.Type, StringComparer.Ordinal);
    }

    /// <summary>The last error of a queued job.</summary>
    public async Task<JobRun?> FindLastAsync(string type, string key, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<JobRun>(
            "select * from job_runs where type = @type and job_key = @key order by id desc limit 1", new { type, key }, cancellationToken);
    }

    /// <summary>Keeps 30 days, and of each type no more than its last 500 runs.</summary>
    /// <returns>How many rows were deleted.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                delete from job_runs
                where started_at < @before
                   or id in (select id from (select id, row_number() over (partition by type order by id desc) as place
                   from job_runs) as ranked where place > @kept)
                """,
                new { before = time.GetUtcNow() - Retention, kept = KeptPerType },
                cancellationToken),
            cancellationToken);
}
