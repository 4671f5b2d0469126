using System.Collections.Concurrent;
using Hangfire.Server;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Recurring;

/// <summary>
/// The one tick of a process: runs what is due for the tenants that are awake in it, each by its own clock. Nothing of it is in the store,
/// because a job for every tenant and minute would cost more than the work; what was missed while a tenant slept is made up for by the next
/// time it is due. Hangfire runs it beside its workers, and it ends with them.
/// </summary>
internal sealed class RecurringTick(JobStore store, ITenantDirectory directory, ILogger<RecurringTick> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly SemaphoreSlim _places = new(store.Options.Concurrency);

    /// <param name="clock">The tenant's.</param>
    public void Plan(string tenant, IReadOnlyList<RecurringTask> tasks, TimeProvider clock)
    {
        if (tasks.Count == 0)
            Forget(tenant);
        else
            _plans.AddOrUpdate(tenant, _ => new Plan(tasks, clock, before: null), (_, before) => new Plan(tasks, clock, before));
    }

    public void Forget(string tenant) => _plans.TryRemove(tenant, out _);

    public DateTimeOffset? NextOf(string tenant, string type) => _plans.GetValueOrDefault(tenant)?.NextOf(type);

    public void Execute(BackgroundProcessContext context)
    {
        Look(context.StoppingToken);
        context.Wait(Pause);
    }

    /// <summary>Waits for what it started.</summary>
    public Task EndAsync() => Task.WhenAll(_running.Keys);

    private void Look(CancellationToken stopping)
    {
        foreach (var (tenant, plan) in _plans)
        {
            foreach (var task in plan.TakeDue())
                Start(tenant, task, stopping);
        }
    }

    private void Start(string tenant, RecurringTask task, CancellationToken stopping)
    {
        var run = Task.Run(() => RunAsync(tenant, task, stopping), CancellationToken.None);
        _running[run] = true;
        _ = run.ContinueWith(
            x => _running.TryRemove(x, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(string tenant, RecurringTask task, CancellationToken stopping)
    {
        try
        {
            await _places.WaitAsync(stopping);
            try
            {
                // Where it still runs since the last time, the next time sees to what is left.
                await directory.RunInTenantAsync(
                    tenant, activate: false,
                    (services, token) => services.GetRequiredService<TaskRun>().TryExecuteAsync(task.Type, attempt: 1, token), stopping);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            logger.LogDebug("{Task} of {Tenant} was interrupted: the process ends", task.Type, tenant);
        }
        catch (TryAgainException again)
        {
            await TryLaterAsync(tenant, task, again);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "{Task} of {Tenant} failed; it runs again when it is due", task.Type, tenant);
        }
    }

    private async Task TryLaterAsync(string tenant, RecurringTask task, TryAgainException again)
    {
        try
        {
            await store.AddAsync(
                x => x.RunTaskAsync(tenant, task.Type, false, 1, null, CancellationToken.None), again.At, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Task} of {Tenant} could not be put off; it runs again when it is due", task.Type, tenant);
        }
    }
}

/// <summary>When the tasks of a tenant that is awake are due next.</summary>
internal sealed class Plan
{
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, (RecurringTask Task, DateTimeOffset? Next)> _tasks;

    /// <param name="before">What holds until now: tasks whose schedule stays the same keep their time.</param>
    public Plan(IReadOnlyList<RecurringTask> tasks, TimeProvider clock, Plan? before)
    {
        _clock = clock;
        var now = clock.GetUtcNow();
        _tasks = tasks.ToDictionary(
            x => x.Type,
            x => (x, before is not null && before._tasks.TryGetValue(x.Type, out var old) && old.Task.Schedule == x.Schedule
                ? old.Next
                : x.NextAfter(now)),
            StringComparer.Ordinal);
    }

    public DateTimeOffset? NextOf(string type)
    {
        lock (_tasks)
            return _tasks.TryGetValue(type, out var task) ? task.Next : null;
    }

    /// <summary>What is due, once however often it was missed.</summary>
    public IReadOnlyList<RecurringTask> TakeDue()
    {
        lock (_tasks)
        {
            var now = _clock.GetUtcNow();
            List<RecurringTask> due = [.. _tasks.Values.Where(x => x.Next <= now).Select(x => x.Task)];
            foreach (var task in due)
                _tasks[task.Type] = (task, task.NextAfter(now));
            return due;
        }
    }
}
