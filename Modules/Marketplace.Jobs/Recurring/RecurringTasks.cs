using Marketplace.Jobs.History;
using Marketplace.Jobs.Scheduling;
using Quartz;

namespace Marketplace.Jobs.Recurring;

/// <param name="NextAt">Null while its schedule is not stored yet.</param>
internal sealed record RecurringTaskRow(RecurringTask Task, DateTimeOffset? NextAt, bool IsRunning, JobRun? LastRun);

/// <summary>The recurring tasks of the tenant's enabled features, with what the scheduler knows of them.</summary>
internal sealed class RecurringTasks(
    ITenant tenant, IHostServices host, IEnumerable<BackgroundTaskRegistration> registrations, JobRuns runs)
{
    public async Task<IReadOnlyList<RecurringTaskRow>> ListAsync(CancellationToken cancellationToken)
    {
        var scheduler = await host.GetRequiredService<JobScheduler>().GetAsync(cancellationToken);
        var triggers = (await scheduler.QueryTriggers(
            new TriggerQuery
            {
                Group = GroupMatcher<TriggerKey>.GroupEquals(tenant.Name),
                Name = NameMatcher<TriggerKey>.NameStartsWith(JobNames.TaskPrefix),
                Take = int.MaxValue,
            },
            cancellationToken)).Items.ToDictionary(x => x.Key.Name, StringComparer.Ordinal);
        var last = await runs.LastByTypeAsync(cancellationToken);
        return
        [
            .. registrations.Select(RecurringTask.From).OrderBy(x => x.Title, StringComparer.CurrentCulture).Select(task =>
            {
                triggers.TryGetValue(JobNames.ForTask(task.Type), out var trigger);
                return new RecurringTaskRow(
                    task, trigger?.NextFireTimeUtc, trigger?.State is TriggerState.Executing or TriggerState.Blocked,
                    last.GetValueOrDefault(task.Type));
            }),
        ];
    }

    /// <summary>Runs the task as soon as it is free, besides its schedule.</summary>
    /// <returns>False when no enabled feature brings the task, or its schedule is not stored yet.</returns>
    public async Task<bool> RunNowAsync(string type, CancellationToken cancellationToken)
    {
        var key = new JobKey(JobNames.ForTask(type), tenant.Name);
        var scheduler = await host.GetRequiredService<JobScheduler>().GetAsync(cancellationToken);
        if (!registrations.Any(x => x.Name == type) || !await scheduler.Exists(key, cancellationToken))
            return false;
        await scheduler.TriggerJob(key, cancellationToken: cancellationToken);
        return true;
    }
}
