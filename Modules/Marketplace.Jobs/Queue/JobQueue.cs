using System.Text.Json;
using Marketplace.Data;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Queue;

internal sealed class JobQueue(ITenant tenant, IHostServices host, IDatabase database) : IJobQueue
{
    /// <summary>Longer than it takes to tell Hangfire of a job that is stored.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(30);

    public async Task EnqueueAsync<TJob, TPayload>(TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
        where TJob : class, IJob<TPayload>
    {
        var store = host.GetRequiredService<JobStore>();
        var type = StoredNames.Of(typeof(TJob));
        var now = store.Time.GetUtcNow();
        var job = new QueuedJob
        {
            Name = JobNames.ForJob(type, key), Type = type, Key = key, Payload = JsonSerializer.Serialize(payload, TenantSettings.Json),
            State = QueuedJobState.Waiting, DueAt = now + delay, Failures = 0,
        };
        if (await database.InTransactionAsync(db => QueuedJobRows.TryAddAsync(db, job, now, cancellationToken), cancellationToken))
            await TryTellAsync(store, job);
    }

    /// <summary>It is stored: that nobody could be told makes it late and loses nothing.</summary>
    private async Task TryTellAsync(JobStore store, QueuedJob job)
    {
        try
        {
            await TellAsync(store, job, CancellationToken.None);
        }
        catch (Exception e)
        {
            store.Log.LogError(
                e, "Job {Job} of {Tenant} is stored, but the jobs' store could not be told; it starts some minutes late", job.Name,
                tenant.Name);
        }
    }

    /// <summary>Jobs that are overdue by more than a moment, and those that Hangfire was never told of.</summary>
    public async Task TellOfForgottenAsync(CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        IReadOnlyList<QueuedJob> forgotten;
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            forgotten = await QueuedJobRows.ListForgottenAsync(
                db, store.Time.GetUtcNow() - store.Options.ClaimTime - Telling, limit: 100, cancellationToken);
        }

        foreach (var job in forgotten)
            await TellAsync(store, job, cancellationToken);
    }

    /// <summary>Hangfire runs it when it is due; told twice of one job, it runs it once.</summary>
    public async Task TellAsync(JobStore store, QueuedJob job, CancellationToken cancellationToken)
    {
        var (name, tenantName) = (job.Name, tenant.Name);
        var id = await store.AddAsync(
            x => x.RunQueuedAsync(tenantName, name, null, CancellationToken.None), job.DueAt, cancellationToken);
        await database.InTransactionAsync(
            db => QueuedJobRows.SetBackgroundJobAsync(db, job.Name, id, CancellationToken.None), CancellationToken.None);
    }
}
