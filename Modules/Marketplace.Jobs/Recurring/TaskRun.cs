using Marketplace.Data;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// One run of a recurring task inside its tenant. A tenant's task never runs twice at once, in no process: this one remembers what it runs,
/// and where there are several each says so in the tenant's database.
/// </summary>
internal sealed class TaskRun(
    ITenant tenant, IDatabase database, IHostServices host, JobRunner runner, IEnumerable<BackgroundTaskRegistration> registrations)
{
    /// <returns>False where it runs already.</returns>
    /// <param name="attempt">1 for the first.</param>
    /// <exception cref="TryAgainException">It failed and has attempts left.</exception>
    public async Task<bool> TryExecuteAsync(string type, int attempt, CancellationToken cancellationToken)
    {
        // Its feature was switched off meanwhile; its schedule is about to go.
        if (registrations.FirstOrDefault(x => x.Name == type) is not { } registration)
            return true;
        var running = host.GetRequiredService<RunningTasks>();
        if (!running.TryAdd(tenant.Name, type))
            return false;
        try
        {
            return await RunAsync(RecurringTask.From(registration), attempt, cancellationToken);
        }
        finally
        {
            running.Remove(tenant.Name, type);
        }
    }

    private async Task<bool> RunAsync(RecurringTask task, int attempt, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        if (!store.Location.IsShared)
        {
            await TryAsync(store, task, attempt, cancellationToken);
            return true;
        }

        var claim = Claim.New(store);
        if (!await ClaimAsync(task.Type, claim, cancellationToken))
            return false;
        try
        {
            await claim.WhileAsync(
                store, now => ClaimAsync(task.Type, now, CancellationToken.None), token => TryAsync(store, task, attempt, token),
                cancellationToken);
        }
        finally
        {
            await database.InTransactionAsync(
                db => db.ExecuteAsync(
                    "delete from running_tasks where type = @Type and claimed_by = @By", new { task.Type, claim.By },
                    CancellationToken.None), CancellationToken.None);
        }

        return true;
    }

    private async Task TryAsync(JobStore store, RecurringTask task, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunTaskAsync(task.Type, attempt, cancellationToken);
        }
        catch (Exception e) when (attempt <= task.Retries && !cancellationToken.IsCancellationRequested)
        {
            throw new TryAgainException(
                store.Time.GetUtcNow() + store.Options.PauseAfter(attempt), $"Attempt {attempt} failed: {e.Message}", e);
        }
    }

    private async Task<bool> ClaimAsync(string type, Claim claim, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into running_tasks (type, claimed_by, claimed_until) values (@type, @By, @Until)
                on conflict (type) do update set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
                where running_tasks.claimed_until <= @Now or running_tasks.claimed_by = excluded.claimed_by
                """,
                new { type, claim.By, claim.Until, claim.Now },
                cancellationToken),
            cancellationToken) == 1;
}
