using System.Collections.Concurrent;
using System.Threading.Channels;
using Marketplace.Data;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// Keeps the stored schedules equal to what the tenants' features ask for. It looks when a shell started serving, in the background and one
/// tenant after the other, so that no activation waits for it. A tenant whose shell was released keeps the schedules that wake it; the
/// others leave the store until it serves again, where no other process could be serving it.
/// </summary>
internal sealed class RecurringSchedules(
    JobScheduler jobs, ITenantDirectory directory, TimeProvider time, ILogger<RecurringSchedules> logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _stored = new(StringComparer.Ordinal);
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Follows changes of tenants until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        void Follow(string tenant) => _changed.Writer.TryWrite(tenant);
        directory.Changed += Follow;
        try
        {
            foreach (var tenant in await directory.ListAsync(cancellationToken))
                Follow(tenant.Name);
            while (await _changed.Reader.WaitToReadAsync(cancellationToken))
                await FollowAsync(cancellationToken);
        }
        finally
        {
            directory.Changed -= Follow;
        }
    }

    /// <summary>Drops what belongs to tenants that are gone, and the recurring tasks of those that are switched off.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var scheduler = await jobs.GetAsync(cancellationToken);
        var tenants = (await directory.ListAsync(cancellationToken)).ToDictionary(x => x.Name, StringComparer.Ordinal);
        foreach (var group in await scheduler.GetJobGroupNames(cancellationToken))
        {
            if (!tenants.TryGetValue(group, out var tenant))
                await scheduler.DeleteJobs(GroupMatcher<JobKey>.GroupEquals(group), cancellationToken);
            else if (tenant.State == TenantState.Disabled)
                await StoreAsync(group, [], cancellationToken);
        }

        await DropSleepingAsync(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken);
    }

    /// <summary>Makes the tenant's stored schedules those of <paramref name="tasks"/>; equal ones are left alone.</summary>
    public async Task StoreAsync(string tenant, IReadOnlyList<RecurringTask> tasks, CancellationToken cancellationToken)
    {
        var wanted = string.Join('\n', tasks.Select(x => x.Type + " " + x.Signature).Order(StringComparer.Ordinal));
        if (_stored.TryGetValue(tenant, out var last) && last == wanted)
            return;
        var scheduler = await jobs.GetAsync(cancellationToken);
        var stored = (await QueryAsync(scheduler, GroupMatcher<TriggerKey>.GroupEquals(tenant), cancellationToken)).ToDictionary(
            x => x.Key.Name, x => x.Description, StringComparer.Ordinal);
        var missing = tasks.Where(x => !stored.TryGetValue(JobNames.ForTask(x.Type), out var signature) || signature != x.Signature)
            .ToList();
        if (missing.Count > 0)
            await scheduler.ScheduleJobs(
                missing.ToDictionary(x => JobOf(tenant, x), x => (IReadOnlyCollection<ITrigger>)[TriggerOf(tenant, x)]),
                ScheduleJobOptions.Replacing, cancellationToken);
        var names = tasks.Select(x => JobNames.ForTask(x.Type)).ToHashSet(StringComparer.Ordinal);
        var surplus = stored.Keys.Where(x => !names.Contains(x)).Select(x => new JobKey(x, tenant)).ToList();
        if (surplus.Count > 0)
            await scheduler.DeleteJobs(surplus, cancellationToken);
        _stored[tenant] = wanted;
    }

    private async Task DropSleepingAsync(GroupMatcher<TriggerKey> tenants, CancellationToken cancellationToken)
    {
        if (jobs.Location.IsShared)
            return;
        var scheduler = await jobs.GetAsync(cancellationToken);
        var sleeping = (await QueryAsync(scheduler, tenants, cancellationToken)).Where(x => RecurringTask.SleepsWithTenant(x.Description))
            .Select(x => x.JobKey).ToList();
        foreach (var tenant in sleeping.Select(x => x.Group).Distinct(StringComparer.Ordinal))
            _stored.TryRemove(tenant, out _);
        if (sleeping.Count > 0)
            await scheduler.DeleteJobs(sleeping, cancellationToken);
    }

    private static async Task<IReadOnlyList<TriggerHeader>> QueryAsync(
        IScheduler scheduler, GroupMatcher<TriggerKey> tenants, CancellationToken cancellationToken) =>
        (await scheduler.QueryTriggers(
            new TriggerQuery { Group = tenants, Name = NameMatcher<TriggerKey>.NameStartsWith(JobNames.TaskPrefix), Take = int.MaxValue },
            cancellationToken)).Items;

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        while (_changed.Reader.TryRead(out var tenant))
            changed.Add(tenant);
        try
        {
            var running = (await directory.ListAsync(cancellationToken)).Where(x => x.State != TenantState.Disabled).Select(x => x.Name)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var tenant in changed)
            {
                if (!running.Contains(tenant))
                    await StoreAsync(tenant, [], cancellationToken);
                else if (!await directory.RunInTenantAsync(
                    tenant, activate: false, (services, token) => FollowAsync(tenant, services, token), cancellationToken))
                    await DropSleepingAsync(GroupMatcher<TriggerKey>.GroupEquals(tenant), cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(
                e, "The schedules of {Count} tenants could not be stored and are tried again in {Pause}", changed.Count, PauseAfterFailure);
            await Task.Delay(PauseAfterFailure, time, cancellationToken);
            foreach (var tenant in changed)
                _changed.Writer.TryWrite(tenant);
        }
    }

    private async Task FollowAsync(string tenant, IServiceProvider shell, CancellationToken cancellationToken)
    {
        // What waited for a feature that this shell has can go on, now that it serves.
        if (shell.GetService<OutboxPump>() is { } pump)
            await pump.WakeForDueAsync(shell.GetRequiredService<OutboxRelay>(), cancellationToken);
        await StoreAsync(tenant, TasksOf(shell), cancellationToken);
    }

    private static IReadOnlyList<RecurringTask> TasksOf(IServiceProvider shell) =>
        [.. shell.GetServices<BackgroundTaskRegistration>().Select(RecurringTask.From)];

    private static IJobDetail JobOf(string tenant, RecurringTask task) =>
        StoredJobTypes.JobOf<RecurringRun>()
            .WithIdentity(JobNames.ForTask(task.Type), tenant)
            .WithDescription(task.Title)
            .UsingJobData(RecurringRun.Type, task.Type)
            .UsingJobData(RecurringRun.Wakes, task.WakesTenant.ToString())
            .RequestRecovery(task.WakesTenant)
            .StoreDurably()
            .Build();

    private ITrigger TriggerOf(string tenant, RecurringTask task) =>
        TriggerBuilder.Create(time)
            .WithIdentity(JobNames.ForTask(task.Type), tenant)
            .ForJob(JobNames.ForTask(task.Type), tenant)
            .WithDescription(task.Signature)
            .WithRetryPolicy(
                task.Retries == 0
                    ? RetryPolicy.None
                    : RetryPolicy.Exponential(task.Retries, jobs.Options.FirstPause, factor: 3, maxDelay: TimeSpan.FromHours(1)))
            .WithSchedule(
                CronScheduleBuilder.Create(task.Schedule, CronFormat.Unix)
                    .InTimeZone(TimeZoneInfo.Utc)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
}
