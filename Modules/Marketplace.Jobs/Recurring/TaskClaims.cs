using Marketplace.Data;
using Marketplace.Jobs.Claims;

namespace Marketplace.Jobs.Recurring;

/// <summary>A row of <c>running_tasks</c>.</summary>
internal sealed record TaskClaim
{
    public required string Type { get; init; }

    /// <summary>Empty when its last run came to an end.</summary>
    public required string ClaimedBy { get; init; }

    public required bool IsOver { get; init; }

    public required DateTimeOffset ClaimedUntil { get; init; }
}

/// <summary>The SQL of <c>running_tasks</c>, where processes that share the tenant's database agree who runs a task.</summary>
internal sealed class TaskClaims(IDatabase database)
{
    /// <summary>A time later than this much after now was taken before the clock was moved back.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Whether there may be other processes.</summary>
    public bool AreShared => Claim.CanLapse(database.Dialect);

    /// <param name="due">For when it runs, which is taken once; null where it runs besides its schedule.</param>
    /// <returns>False where it runs, or ran for this time.</returns>
    public async Task<bool> TryTakeAsync(string type, Claim claim, DueTask? due, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                $"""
                 insert into running_tasks (type, claimed_by, claimed_until, ran_for)
                 values (@type, @By, {Claim.Until(db.Dialect)}, @due)
                 on conflict (type) do update set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until,
                   ran_for = coalesce(excluded.ran_for, running_tasks.ran_for)
                 where {Claim.HasLapsed(db.Dialect, "running_tasks.claimed_until")}
                   and (excluded.ran_for is null or running_tasks.ran_for is null or running_tasks.ran_for < excluded.ran_for
                     or running_tasks.ran_for > @ahead)
                 """,
                new { type, claim.By, claim.Seconds, due = due?.At, ahead = due?.Now + Ahead },
                cancellationToken),
            cancellationToken) == 1;

    /// <returns>False where somebody else took it over.</returns>
    public async Task<bool> TryKeepAsync(string type, Claim claim, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                $"update running_tasks set claimed_until = {Claim.Until(db.Dialect)} where type = @type and claimed_by = @By",
                new { type, claim.By, claim.Seconds },
                cancellationToken),
            cancellationToken) == 1;

    public Task EndAsync(string type, Claim claim) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update running_tasks set claimed_by = '', claimed_until = clock_timestamp() where type = @type and claimed_by = @By",
                new { type, claim.By }),
            CancellationToken.None);

    /// <summary>Of all processes; none where there is only this one.</summary>
    public async Task<IReadOnlyDictionary<string, TaskClaim>> ListAsync(CancellationToken cancellationToken)
    {
        if (!AreShared)
            return new Dictionary<string, TaskClaim>(StringComparer.Ordinal);
        await using var db = await database.OpenAsync(cancellationToken);
        return (await db.QueryAsync<TaskClaim>(
            "select type, claimed_by, claimed_until, claimed_until <= clock_timestamp() as is_over from running_tasks",
            cancellationToken: cancellationToken)).ToDictionary(x => x.Type, StringComparer.Ordinal);
    }
}
