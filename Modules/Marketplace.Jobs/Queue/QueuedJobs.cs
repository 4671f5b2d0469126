using Marketplace.Jobs.History;
using Marketplace.Jobs.Scheduling;
using Quartz;

namespace Marketplace.Jobs.Queue;

internal enum QueuedJobState
{
    Waiting,
    Running,
    Failed,
}

/// <param name="Name">Names the job inside the tenant.</param>
/// <param name="Attempts">Runs that failed so far, as far as the job still waits.</param>
internal sealed record QueuedJob(string Name, string Type, string Key, QueuedJobState State, DateTimeOffset? DueAt, int Attempts)
{
    public string Title => JobTitles.Of(Type);
}

/// <summary>The tenant's queued jobs: those that wait or run, and those that failed for good.</summary>
internal sealed class QueuedJobs(ITenant tenant, IHostServices host)
{
    public async Task<(IReadOnlyList<QueuedJob> Jobs, bool HasMore)> ListAsync(int skip, int take, CancellationToken cancellationToken)
    {
        var scheduler = await SchedulerAsync(cancellationToken);
        var page = await scheduler.QueryJobs(
            new JobQuery
            { Group = GroupMatcher<JobKey>.GroupEquals(tenant.Name), Name = NameMatcher<JobKey>.NameStartsWith(JobNames.JobPrefix),
                Skip = skip, Take = take },
            cancellationToken);
        var details = (await scheduler.GetJobDetails([.. page.Items.Select(x => x.Key)], cancellationToken)).ToDictionary(x => x.Key);
        var jobs = new List<QueuedJob>();
        foreach (var header in page.Items)
        {
            // One that finished while we looked is gone.
            if (details.TryGetValue(header.Key, out var detail))
                jobs.Add(await DescribeAsync(scheduler, detail, cancellationToken));
        }

        return (jobs, page.HasMore);
    }

    /// <returns>False when the job is not there or has not failed.</returns>
    public async Task<bool> RetryAsync(string name, CancellationToken cancellationToken)
    {
        var scheduler = await SchedulerAsync(cancellationToken);
        if (await FindFailedAsync(scheduler, name, cancellationToken) is not { } job)
            return false;
        await scheduler.ScheduleJob(
            QueuedRun.TriggerOf(job.Key, scheduler.TimeProvider, TimeSpan.Zero, host.GetRequiredService<JobScheduler>().Options),
            default(ScheduleJobOptions), cancellationToken);
        return true;
    }

    /// <returns>False when the job is not there or has not failed.</returns>
    public async Task<bool> DiscardAsync(string name, CancellationToken cancellationToken)
    {
        var scheduler = await SchedulerAsync(cancellationToken);
        return await FindFailedAsync(scheduler, name, cancellationToken) is { } job
            && await scheduler.DeleteJob(job.Key, cancellationToken);
    }

    private async Task<IJobDetail?> FindFailedAsync(IScheduler scheduler, string name, CancellationToken cancellationToken)
    {
        if (!name.StartsWith(JobNames.JobPrefix, StringComparison.Ordinal))
            return null;
        var key = new JobKey(name, tenant.Name);
        return await scheduler.GetJobDetail(key, cancellationToken) is { } job
            && (await scheduler.GetTriggersOfJob(key, cancellationToken)).Count == 0 ? job : null;
    }

    private static async Task<QueuedJob> DescribeAsync(IScheduler scheduler, IJobDetail job, CancellationToken cancellationToken)
    {
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Job = job.Key }, cancellationToken)).Items;
        var state = triggers.Count == 0 ? QueuedJobState.Failed
            : triggers.Any(x => x.State is TriggerState.Executing or TriggerState.Complete or TriggerState.Blocked) ? QueuedJobState.Running
            : QueuedJobState.Waiting;
        return new(
            job.Key.Name,
            (string)job.JobDataMap[QueuedRun.Type]!,
            (string)job.JobDataMap[QueuedRun.JobKeyName]!,
            state,
            triggers.Min(x => x.NextFireTimeUtc),
            triggers.Count == 0 ? 0 : triggers.Max(x => x.RetryAttempt));
    }

    private ValueTask<IScheduler> SchedulerAsync(CancellationToken cancellationToken) =>
        host.GetRequiredService<JobScheduler>().GetAsync(cancellationToken);
}
