using System.Collections.Concurrent;
using System.Threading.Channels;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Marketplace.Data;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;
using Marketplace.Jobs.TakeOver;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// Keeps schedules equal to what the tenants' features ask for: what wakes a tenant is in Hangfire's store, the rest is this process's
/// <see cref="RecurringTick"/>. It looks when a shell started serving, in the background and one tenant after the other, so that no
/// activation waits for it.
/// </summary>
internal sealed class RecurringSchedules(
    JobStore jobs, RecurringTick tick, QuartzLeftovers leftovers, ITenantDirectory directory, TimeProvider time,
    ILogger<RecurringSchedules> logger)
{
    private const string All = "recurring-jobs";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);
    private static readonly RecurringJobOptions Utc = new() { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed };

    /// <summary>What this process has stored: looking costs a question for each task.</summary>
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

    /// <summary>Drops the schedules of tenants that are gone or switched off.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var running = (await directory.ListAsync(cancellationToken)).Where(x => x.State != TenantState.Disabled).Select(x => x.Name)
            .ToHashSet(StringComparer.Ordinal);
        await ChangeAsync(
            (connection, manager) =>
            {
                foreach (var id in connection.GetAllItemsFromSet(All).Where(x => !running.Contains(x.Split(':')[0])))
                    manager.RemoveIfExists(id);
            },
            cancellationToken);
    }

    /// <summary>Makes the tenant's schedules those of <paramref name="tasks"/>; equal ones are left alone.</summary>
    /// <param name="clock">The tenant's.</param>
    public async Task StoreAsync(
        string tenant, IReadOnlyList<RecurringTask> tasks, TimeProvider clock, CancellationToken cancellationToken)
    {
        tick.Plan(tenant, [.. tasks.Where(x => !x.WakesTenant)], clock);
        List<RecurringTask> waking = [.. tasks.Where(x => x.WakesTenant)];
        var wanted = string.Join('\n', waking.Select(x => x.Type + " " + x.Schedule).Order(StringComparer.Ordinal));
        if (_stored.TryGetValue(tenant, out var last) && last == wanted)
            return;
        await ChangeAsync((connection, manager) => Store(connection, manager, tenant, waking), cancellationToken);
        _stored[tenant] = wanted;
    }

    private static void Store(
        JobStorageConnection connection, IRecurringJobManager manager, string tenant, IReadOnlyList<RecurringTask> tasks)
    {
        var wanted = tasks.ToDictionary(x => JobNames.ForTask(tenant, x.Type), StringComparer.Ordinal);
        var stored = connection.GetAllItemsFromSet(All).Where(x => x.StartsWith(JobNames.TasksOf(tenant), StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var id in stored.Where(x => !wanted.ContainsKey(x)))
            manager.RemoveIfExists(id);
        foreach (var (id, task) in wanted)
        {
            if (stored.Contains(id) && connection.GetValueFromHash("recurring-job:" + id, "Cron") == task.Schedule)
                continue;
            var type = task.Type;
            manager.AddOrUpdate(
                id, Job.FromExpression<IHostJobs>(x => x.RunTaskAsync(tenant, type, true, 0, null, CancellationToken.None)), task.Schedule,
                Utc);
        }
    }

    private async Task ChangeAsync(Action<JobStorageConnection, IRecurringJobManager> change, CancellationToken cancellationToken)
    {
        var store = await jobs.GetAsync(cancellationToken);
        await Task.Run(
            () =>
            {
                using var connection = store.Storage.GetConnection();
                change((JobStorageConnection)connection, store.Recurring);
            },
            cancellationToken);
    }

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
                    await StoreAsync(tenant, [], time, cancellationToken);
                else if (!await directory.RunInTenantAsync(
                    tenant, activate: false, (services, token) => FollowAsync(tenant, services, token), cancellationToken))
                    tick.Forget(tenant);
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
        if (shell.GetService<JobQueue>() is { } queue)
        {
            await leftovers.TakeAsync(tenant, shell, cancellationToken);
            await queue.TellOfForgottenAsync(cancellationToken);
        }

        await StoreAsync(
            tenant, [.. shell.GetServices<BackgroundTaskRegistration>().Select(RecurringTask.From)],
            shell.GetRequiredService<TimeProvider>(), cancellationToken);
    }
}
