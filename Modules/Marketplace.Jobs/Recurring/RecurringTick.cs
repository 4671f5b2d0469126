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
    private readonly ConcurrentDictionary<(string Tenant, string Type), Task> _running = new();
    private readonly SemaphoreSlim _places = new(store.Options.Concurrency);
    private int _looks;

    /// <summary>How often it has looked for what is due.</summary>
    public int Looks => Volatile.Read(ref _looks);

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

    /// <summary>Tasks that run when the process ends go on for as long as jobs may.</summary>
    public void Execute(BackgroundProcessContext context)
    {
        Look(context.StoppingToken, context.StoppedToken);
        context.Wait(Pause);
    }

    /// <summary>Waits for what it started, as long as for jobs.</summary>
    public async Task EndAsync()
    {
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(store.Options.StopTime + TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            logger.LogWarning("{Count} recurring tasks did not stop in time", _running.Count);
        }
    }

    private void Look(CancellationToken stopping, CancellationToken stopped)
    {
        foreach (var (tenant, plan) in _plans)
        {
            foreach (var due in plan.TakeDue())
                Start(tenant, due, stopping, stopped);
        }

        Interlocked.Increment(ref _looks);
    }

    /// <summary>Where it still waits or runs since the last time, the next time sees to what is left.</summary>
    private void Start(string tenant, DueTask due, CancellationToken stopping, CancellationToken stopped)
    {
        var key = (tenant, due.Task.Type);
        if (_running.ContainsKey(key))
            return;
        var run = Task.Run(() => RunAsync(tenant, due, stopping, stopped), CancellationToken.None);
        _running[key] = run;
        _ = run.ContinueWith(
            _ => _running.Remove(key, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task RunAsync(string tenant, DueTask due, CancellationToken stopping, CancellationToken stopped)
    {
        var type = due.Task.Type;
        try
        {
            await _places.WaitAsync(stopping);
            try
            {
                await directory.RunInTenantAsync(
                    tenant, activate: false,
                    (services, token) => services.GetRequiredService<TaskRun>().TryExecuteAsync(type, due, attempt: 1, token), stopped);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            logger.LogDebug("{Task} of {Tenant} was interrupted: the process ends", type, tenant);
        }
        catch (TryAgainException again)
        {
            await TryLaterAsync(tenant, type, again);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "{Task} of {Tenant} failed; it runs again when it is due", type, tenant);
        }
    }

    private async Task TryLaterAsync(string tenant, string type, TryAgainException again)
    {
        try
        {
            await store.AddAsync(
                x => x.RunTaskAsync(tenant, type, false, 1, null, CancellationToken.None), again.At, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Task} of {Tenant} could not be put off; it runs again when it is due", type, tenant);
        }
    }
}
