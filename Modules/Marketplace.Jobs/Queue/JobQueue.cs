using System.Text.Json;
using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Queue;

internal sealed class JobQueue(ITenant tenant, IHostServices host, IDatabase database) : IJobQueue
{
    private const int PageSize = 100;

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

    /// <summary>
    /// Hangfire runs it when it is due; told twice of one job, it runs it once. The job is stored: that Hangfire could not be told makes it
    /// late and loses nothing, so nobody waits long for it.
    /// </summary>
    public async Task TryTellAsync(JobStore store, QueuedJob job)
    {
        try
        {
            await TellAsync(store, job, CancellationToken.None).WaitAsync(JobStore.Patience);
        }
        catch (Exception e)
        {
            store.Log.LogError(
                e, "Job {Job} of {Tenant} is stored, but the jobs' store could not be told; it starts some minutes late", job.Name,
                tenant.Name);
        }
    }

    /// <summary>Tells of jobs that are overdue by more than a moment, or were queued longer ago, and that Hangfire does not have.</summary>
    public Task TellOfForgottenAsync(CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        return TellAsync(store, store.Time.GetUtcNow() - store.Options.ClaimTime - Telling, cancellationToken);
    }

    /// <summary>The same for all that is due.</summary>
    public Task TellOfDueAsync(CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        return TellAsync(store, store.Time.GetUtcNow(), cancellationToken);
    }

    /// <summary>The same for all there is, whenever it is due.</summary>
    public Task TellOfAllAsync(CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        return TellAsync(store, store.Time.GetUtcNow().AddYears(100), cancellationToken);
    }

    private async Task TellAsync(JobStore store, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var running = host.GetRequiredService<RunningHere>();
        for (var page = await ListAsync(before, after: null, cancellationToken);
            page.Count > 0;
            page = page.Count < PageSize ? [] : await ListAsync(before, page[^1], cancellationToken))
        {
            foreach (var job in page)
            {
                if (!running.Contains(tenant.Name, job.Name)
                    && !await store.HasAsync(job.BackgroundJob, tenant.Name, job.Name, cancellationToken))
                    await TellAsync(store, job, cancellationToken);
            }
        }
    }

    private async Task TellAsync(JobStore store, QueuedJob job, CancellationToken cancellationToken)
    {
        var (name, tenantName) = (job.Name, tenant.Name);
        var id = await store.AddAsync(
            x => x.RunQueuedAsync(tenantName, name, null, CancellationToken.None), job.DueAt, cancellationToken);
        await database.InTransactionAsync(
            db => QueuedJobRows.SetBackgroundJobAsync(db, job.Name, id, CancellationToken.None), CancellationToken.None);
    }

    private async Task<IReadOnlyList<QueuedJob>> ListAsync(DateTimeOffset before, QueuedJob? after, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await QueuedJobRows.ListOpenAsync(db, before, after, PageSize, cancellationToken);
    }
}
