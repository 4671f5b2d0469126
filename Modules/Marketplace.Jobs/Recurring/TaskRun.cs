using Marketplace.Jobs.Claims;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// One run of a recurring task inside its tenant. A tenant's task never runs twice at once, in no process: this one remembers what it runs,
/// and where there are several each says so in the tenant's database.
/// </summary>
internal sealed class TaskRun(
    ITenant tenant, TaskClaims claims, IHostServices host, JobRunner runner, IEnumerable<BackgroundTaskRegistration> registrations)
{
    /// <returns>False where it runs already, or ran when it was due.</returns>
    /// <param name="due">For when it runs, where the tick does; null besides the schedule.</param>
    /// <param name="attempt">1 for the first.</param>
    /// <exception cref="TryAgainException">It failed and has attempts left.</exception>
    /// <exception cref="FailedForGoodException">It failed and has none.</exception>
    public async Task<bool> TryExecuteAsync(string type, DueTask? due, int attempt, CancellationToken cancellationToken)
    {
        // Its feature was switched off meanwhile; its schedule is about to go.
        if (registrations.FirstOrDefault(x => x.Name == type) is not { } registration)
            return true;
        var running = host.GetRequiredService<RunningHere>();
        if (!running.TryAdd(tenant.Name, type))
            return false;
        try
        {
            return await RunAsync(RecurringTask.From(registration), due, attempt, cancellationToken);
        }
        finally
        {
            running.Remove(tenant.Name, type);
        }
    }

    private async Task<bool> RunAsync(RecurringTask task, DueTask? due, int attempt, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        if (!claims.AreShared)
        {
            await TryAsync(store, task, due, attempt, cancellationToken);
            return true;
        }

        var claim = Claim.New(store);
        if (!await claims.TryTakeAsync(task.Type, claim, due, cancellationToken))
            return false;
        try
        {
            await claim.WhileAsync(
                store, token => claims.TryKeepAsync(task.Type, claim, token), token => TryAsync(store, task, due, attempt, token),
                cancellationToken);
        }
        finally
        {
            await claims.EndAsync(task.Type, claim);
        }

        return true;
    }

    private async Task TryAsync(JobStore store, RecurringTask task, DueTask? due, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunTaskAsync(task.Type, attempt, isRoutine: due is not null, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (attempt > task.Retries)
                throw new FailedForGoodException(e);
            throw new TryAgainException(
                store.Time.GetUtcNow() + store.Options.PauseAfter(attempt), $"Attempt {attempt} failed: {e.Message}", e);
        }
    }
}
