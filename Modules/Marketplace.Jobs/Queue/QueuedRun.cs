using Marketplace.Jobs.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Marketplace.Jobs.Queue;

/// <summary>
/// One attempt at a queued job. The stored job is deleted when it has succeeded, and not before: a job without a trigger is one that failed
/// for good and waits for somebody to retry or discard it.
/// </summary>
[DisallowConcurrentExecution]
[StoredName("Marketplace.Jobs.Queue.QueuedRun, Marketplace.Jobs")]
internal sealed class QueuedRun(ITenantDirectory directory, JobScheduler jobs) : IJob
{
    public const string Type = "type";
    public const string JobKeyName = "key";
    public const string Payload = "payload";

    public static IJobDetail JobOf(string tenant, string type, string key, string payload) =>
        StoredJobTypes.JobOf<QueuedRun>()
            .WithIdentity(JobNames.ForJob(type, key), tenant)
            .WithDescription(type)
            .UsingJobData(Type, type)
            .UsingJobData(JobKeyName, key)
            .UsingJobData(Payload, payload)
            .RequestRecovery()
            .StoreDurably()
            .Build();

    public static ITrigger TriggerOf(JobKey job, TimeProvider time, TimeSpan delay, JobsOptions options) =>
        TriggerBuilder.Create(time)
            .WithIdentity(job.Name + "#" + PrefixedId.New("fire", time), job.Group)
            .ForJob(job)
            .StartAt(time.GetUtcNow() + delay)
            .WithRetryPolicy(
                RetryPolicy.Exponential(options.Retries, options.FirstPause, factor: 3, maxDelay: TimeSpan.FromHours(1), jitter: 0.1))
            .Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail;
        var data = job.JobDataMap;
        try
        {
            var ran = await directory.RunInTenantAsync(
                job.Key.Group,
                activate: true,
                (services, token) => services.GetRequiredService<JobRunner>().RunJobAsync(
                    (string)data[Type]!, (string)data[JobKeyName]!, (string)data[Payload]!, context.RetryAttempt + 1, token),
                cancellationToken);
            if (ran)
                await context.Scheduler.DeleteJob(job.Key, cancellationToken);
            else
                await context.Scheduler.ScheduleJob(
                    TriggerOf(job.Key, context.Scheduler.TimeProvider, jobs.Options.UnavailablePause, jobs.Options),
                    default(ScheduleJobOptions), cancellationToken);
        }
        catch (JobTypeMissingException)
        {
            // Repeating it would not help, so the job is failed at once; the history says why.
            await context.Scheduler.UnscheduleJob(context.Trigger.Key, cancellationToken);
        }
    }
}
