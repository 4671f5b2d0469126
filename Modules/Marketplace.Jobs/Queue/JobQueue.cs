using System.Text.Json;
using Marketplace.Jobs.Scheduling;
using Quartz;

namespace Marketplace.Jobs.Queue;

internal sealed class JobQueue(ITenant tenant, IHostServices host) : IJobQueue
{
    public async Task EnqueueAsync<TJob, TPayload>(TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
        where TJob : class, Marketplace.Abstractions.IJob<TPayload>
    {
        var jobs = host.GetRequiredService<JobScheduler>();
        var scheduler = await jobs.GetAsync(cancellationToken);
        var job = QueuedRun.JobOf(tenant.Name, StoredNames.Of(typeof(TJob)), key, JsonSerializer.Serialize(payload, TenantSettings.Json));
        var trigger = QueuedRun.TriggerOf(job.Key, scheduler.TimeProvider, delay, jobs.Options);
        try
        {
            await scheduler.ScheduleJob(job, trigger, default(ScheduleJobOptions), cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // A job of this key exists. Without a trigger it neither waits nor runs: it failed for good, and this one takes its place.
            if ((await scheduler.GetTriggersOfJob(job.Key, cancellationToken)).Count == 0)
                await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
        }
    }
}
