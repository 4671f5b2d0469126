using Hangfire.States;
using Marketplace.Data;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Queue;

/// <summary>The tenant's queued jobs: those that wait or run, and those that failed for good.</summary>
internal sealed class QueuedJobs(IDatabase database, IHostServices host, JobQueue queue)
{
    public async Task<(IReadOnlyList<QueuedJob> Jobs, bool HasMore)> ListAsync(int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var jobs = await QueuedJobRows.ListAsync(db, skip, take + 1, cancellationToken);
        return ([.. jobs.Take(take)], jobs.Count > take);
    }

    /// <returns>False when the job is not there or has not failed.</returns>
    public async Task<bool> RetryAsync(string name, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        var now = store.Time.GetUtcNow();
        if (await database.InTransactionAsync(
            async db => await QueuedJobRows.TryRetryAsync(db, name, now, cancellationToken)
                ? await QueuedJobRows.FindAsync(db, name, cancellationToken)
                : null,
            cancellationToken) is not { } job)
            return false;
        await TryForgetAsync(store, job.BackgroundJob);
        await queue.TryTellAsync(store, job);
        return true;
    }

    /// <returns>False when the job is not there or has not failed.</returns>
    public async Task<bool> DiscardAsync(string name, CancellationToken cancellationToken)
    {
        var job = await database.InTransactionAsync(
            async db =>
            {
                var found = await QueuedJobRows.FindAsync(db, name, cancellationToken);
                return await QueuedJobRows.TryDiscardAsync(db, name, cancellationToken) ? found : null;
            },
            cancellationToken);
        if (job is null)
            return false;
        await TryForgetAsync(host.GetRequiredService<JobStore>(), job.BackgroundJob);
        return true;
    }

    /// <summary>Takes a failed one out of what Hangfire's own pages show. Where it stays, it does nothing.</summary>
    private static async Task TryForgetAsync(JobStore store, string? backgroundJob)
    {
        if (backgroundJob is null)
            return;
        try
        {
            await store.RemoveAsync(backgroundJob, FailedState.StateName, CancellationToken.None).WaitAsync(JobStore.Patience);
        }
        catch (Exception e)
        {
            store.Log.LogWarning(e, "Hangfire's failed job {Job} could not be removed", backgroundJob);
        }
    }
}
