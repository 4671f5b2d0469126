using System.Collections.Concurrent;
using System.Threading.Channels;
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
/// activation waits for it. A tenant that fails is looked at again later, and holds up no other.
/// </summary>
internal sealed class RecurringSchedules(
    JobStore jobs, StoredSchedules stored, RecurringTick tick, QuartzLeftovers leftovers, ITenantDirectory directory, TimeProvider time,
    ILogger<RecurringSchedules> logger)
{
    private static readonly TimeSpan MendingPause = TimeSpan.FromMinutes(5);

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
            await Task.WhenAll(
                FollowAllAsync(cancellationToken), WakeForgottenAsync(cancellationToken), MendAsync(cancellationToken));
        }
        finally
        {
            directory.Changed -= Follow;
        }
    }

    /// <summary>Drops the schedules of tenants that are gone or switched off.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken) =>
        await stored.KeepOnlyAsync(await ListRunningAsync(cancellationToken), cancellationToken);

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
        await stored.StoreAsync(tenant, waking, cancellationToken);
        _stored[tenant] = wanted;
    }

    /// <summary>
    /// Wakes each tenant of which the store knows no task: it is new, or was lost, and nothing would ever wake what waits there.
    /// </summary>
    /// <returns>False where some could not be woken.</returns>
    public async Task<bool> TryWakeForgottenAsync(CancellationToken cancellationToken)
    {
        var isDone = true;
        var known = await stored.ListTenantsAsync(cancellationToken);
        foreach (var tenant in (await ListRunningAsync(cancellationToken)).Where(x => !known.Contains(x)))
        {
            isDone &= await TryAsync(
                async () =>
                {
                    if (!await directory.RunInTenantAsync(
                        tenant, activate: true, (shell, token) => WakeAsync(tenant, shell, token), cancellationToken))
                        throw new InvalidOperationException("It does not run.");
                },
                tenant, cancellationToken);
        }

        return isDone;
    }

    private async Task WakeForgottenAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            var isDone = false;
            if (await TryAsync(
                async () => isDone = await TryWakeForgottenAsync(cancellationToken), "all tenants", cancellationToken) && isDone)
                return;
            await Task.Delay(jobs.Options.PauseAfter(failures), cancellationToken);
        }
    }

    private async Task WakeAsync(string tenant, IServiceProvider shell, CancellationToken cancellationToken)
    {
        if (shell.GetService<JobQueue>() is { } queue)
            await queue.TellOfAllAsync(cancellationToken);
        await FollowAsync(tenant, shell, cancellationToken);
    }

    private async Task MendAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(MendingPause);
        do
        {
            await TryAsync(
                async () =>
                {
                    if (await stored.MendAsync(cancellationToken) is > 0 and var mended)
                        logger.LogWarning("{Count} schedules that Hangfire had given up were stored again", mended);
                },
                "all tenants", cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task FollowAllAsync(CancellationToken cancellationToken)
    {
        while (await _changed.Reader.WaitToReadAsync(cancellationToken))
        {
            var changed = new HashSet<string>(StringComparer.Ordinal);
            while (_changed.Reader.TryRead(out var tenant))
                changed.Add(tenant);
            var running = await ListRunningAsync(cancellationToken);
            foreach (var tenant in changed)
            {
                if (!await TryAsync(() => FollowAsync(tenant, running.Contains(tenant), cancellationToken), tenant, cancellationToken))
                    _ = AgainAsync(tenant, cancellationToken);
            }
        }
    }

    private async Task AgainAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(jobs.Options.FirstPause, cancellationToken);
            _changed.Writer.TryWrite(tenant);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task FollowAsync(string tenant, bool isRunning, CancellationToken cancellationToken)
    {
        if (!isRunning)
            await StoreAsync(tenant, [], time, cancellationToken);
        else if (!await directory.RunInTenantAsync(
            tenant, activate: false, (services, token) => FollowAsync(tenant, services, token), cancellationToken))
            tick.Forget(tenant);
    }

    private async Task FollowAsync(string tenant, IServiceProvider shell, CancellationToken cancellationToken)
    {
        await StoreAsync(
            tenant, [.. shell.GetServices<BackgroundTaskRegistration>().Select(RecurringTask.From)],
            shell.GetRequiredService<TimeProvider>(), cancellationToken);
        // What waited for a feature that this shell has can go on, now that it serves.
        if (shell.GetService<OutboxPump>() is { } pump)
            await pump.WakeForDueAsync(shell.GetRequiredService<OutboxRelay>(), cancellationToken);
        if (shell.GetService<JobQueue>() is { } queue)
        {
            await leftovers.TakeAsync(tenant, shell, cancellationToken);
            await queue.TellOfDueAsync(cancellationToken);
        }
    }

    /// <summary>A failure is one of this tenant, and of this time.</summary>
    private async Task<bool> TryAsync(Func<Task> work, string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "The schedules of {Tenant} could not be seen to, and are later", tenant);
            return false;
        }
    }

    private async Task<HashSet<string>> ListRunningAsync(CancellationToken cancellationToken) =>
        (await directory.ListAsync(cancellationToken)).Where(x => x.State != TenantState.Disabled).Select(x => x.Name)
            .ToHashSet(StringComparer.Ordinal);
}
