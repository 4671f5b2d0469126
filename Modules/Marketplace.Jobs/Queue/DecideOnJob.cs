using Marketplace.Data;

namespace Marketplace.Jobs.Queue;

/// <summary>
/// An administrator's word on a job that failed. The jobs' store is another than the audit's: first it is done, then written down.
/// </summary>
internal sealed class DecideOnJob(QueuedJobs jobs, IDatabase database, IAudit audit)
{
    /// <returns>False when the job is not there or has not failed.</returns>
    public async Task<bool> RetryAsync(string name, CancellationToken cancellationToken) =>
        await jobs.RetryAsync(name, cancellationToken) && await WriteAsync(JobActs.JobRetried, name);

    /// <inheritdoc cref="RetryAsync"/>
    public async Task<bool> DiscardAsync(string name, CancellationToken cancellationToken) =>
        await jobs.DiscardAsync(name, cancellationToken) && await WriteAsync(JobActs.JobDiscarded, name);

    /// <summary>Also when whoever asked does not wait for the answer.</summary>
    private async Task<bool> WriteAsync(string act, string name)
    {
        await database.InTransactionAsync(
            db => audit.WriteAsync(db, JobActs.Of(act, name), CancellationToken.None), CancellationToken.None);
        return true;
    }
}
