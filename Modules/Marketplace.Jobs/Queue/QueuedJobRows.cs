using Marketplace.Data;
using Marketplace.Jobs.Claims;

namespace Marketplace.Jobs.Queue;

/// <summary>
/// The SQL of <c>queued_jobs</c>. One row for a key is what keeps a second job of it out, and a claim is what keeps a job from running
/// twice at once, whatever the store of the whole host believes.
/// </summary>
internal static class QueuedJobRows
{
    private const string Select =
        "select name, type, job_key as key, payload, state, due_at, failures, background_job from queued_jobs";

    /// <returns>False where a job of this name waits or runs already.</returns>
    public static async Task<bool> TryAddAsync(UnitOfWork db, QueuedJob job, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into queued_jobs (name, type, job_key, payload, state, due_at, failures, created_at)
            values (@Name, @Type, @Key, @Payload, @state, @DueAt, 0, @now)
            on conflict (name) do update set payload = excluded.payload, state = excluded.state, due_at = excluded.due_at, failures = 0,
              background_job = null, claimed_by = null, claimed_until = null, created_at = excluded.created_at
            where queued_jobs.state = 'Failed'
            """,
            new { job.Name, job.Type, job.Key, job.Payload, state = job.State.ToString(), job.DueAt, now },
            cancellationToken) == 1;

    public static Task<QueuedJob?> FindAsync(DbSession db, string name, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<QueuedJob>($"{Select} where name = @name", new { name }, cancellationToken);

    /// <summary>What failed first, then by when it is due.</summary>
    public static Task<IReadOnlyList<QueuedJob>> ListAsync(DbSession db, int skip, int take, CancellationToken cancellationToken) =>
        db.QueryAsync<QueuedJob>(
            $"{Select} order by case when state = 'Failed' then 0 else 1 end, due_at, name limit @take offset @skip", new { take, skip },
            cancellationToken);

    /// <summary>Jobs that are to be run and that were due before, or were queued before without that Hangfire was told.</summary>
    /// <param name="after">The last one of the page before.</param>
    public static Task<IReadOnlyList<QueuedJob>> ListOpenAsync(
        DbSession db, DateTimeOffset before, QueuedJob? after, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<QueuedJob>(
            $"""
             {Select} where ((state = 'Waiting' and (due_at <= @before or (background_job is null and created_at <= @before)))
               or (state = 'Running' and {Claim.HasLapsed(db.Dialect, "claimed_until")}))
             {(after is null ? "" : "and (due_at, name) > (@DueAt, @Name)")}
             order by due_at, name limit @limit
             """,
            new { before, after?.DueAt, after?.Name, limit },
            cancellationToken);

    public static Task SetBackgroundJobAsync(UnitOfWork db, string name, string id, CancellationToken cancellationToken) =>
        db.ExecuteAsync("update queued_jobs set background_job = @id where name = @name", new { name, id }, cancellationToken);

    /// <summary>Claims a job that waits and is due, and one whose runner died.</summary>
    public static async Task<bool> TryClaimAsync(
        UnitOfWork db, string name, Claim claim, DateTimeOffset dueBy, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            $"""
             update queued_jobs set state = 'Running', claimed_by = @By, claimed_until = {Claim.Until(db.Dialect)}
             where name = @name and ((state = 'Waiting' and due_at <= @dueBy)
               or (state = 'Running' and {Claim.HasLapsed(db.Dialect, "claimed_until")}))
             """,
            new { name, dueBy, claim.By, claim.Seconds },
            cancellationToken) == 1;

    /// <returns>False where somebody else took it over.</returns>
    public static async Task<bool> TryKeepAsync(UnitOfWork db, string name, Claim claim, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            $"update queued_jobs set claimed_until = {Claim.Until(db.Dialect)} where name = @name and claimed_by = @By",
            new { name, claim.By, claim.Seconds },
            cancellationToken) == 1;

    public static Task DeleteAsync(UnitOfWork db, string name, string claimedBy, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "delete from queued_jobs where name = @name and claimed_by = @claimedBy", new { name, claimedBy }, cancellationToken);

    public static Task EndRunAsync(
        UnitOfWork db, QueuedJob job, string claimedBy, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update queued_jobs set state = @state, due_at = @DueAt, failures = @Failures, claimed_by = null, claimed_until = null
            where name = @Name and claimed_by = @claimedBy
            """,
            new { job.Name, state = job.State.ToString(), job.DueAt, job.Failures, claimedBy },
            cancellationToken);

    /// <returns>False where it has not failed.</returns>
    public static async Task<bool> TryRetryAsync(UnitOfWork db, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            "update queued_jobs set state = 'Waiting', due_at = @now, failures = 0 where name = @name and state = 'Failed'",
            new { name, now }, cancellationToken) == 1;

    /// <returns>False where it has not failed.</returns>
    public static async Task<bool> TryDiscardAsync(UnitOfWork db, string name, CancellationToken cancellationToken) =>
        await db.ExecuteAsync("delete from queued_jobs where name = @name and state = 'Failed'", new { name }, cancellationToken) == 1;
}
