using Hangfire.Storage;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.History;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Recurring;

/// <param name="NextAt">Null while its schedule is not stored yet, or the store does not answer.</param>
/// <param name="LastAt">When it ran last.</param>
/// <param name="LastRun">The last run that was written down.</param>
internal sealed record RecurringTaskRow(
    RecurringTask Task, DateTimeOffset? NextAt, bool IsRunning, DateTimeOffset? LastAt, JobRun? LastRun);

/// <param name="IsStoreAway">The jobs' store does not answer, so some next times are not known.</param>
internal sealed record RecurringTaskList(IReadOnlyList<RecurringTaskRow> Rows, bool IsStoreAway);

internal enum RunNowResult
{
    Started,

    /// <summary>No enabled feature brings the task.</summary>
    NotHere,

    /// <summary>The jobs' store does not answer.</summary>
    StoreAway,
}

/// <summary>The recurring tasks of the tenant's enabled features, with what is known of their runs.</summary>
internal sealed class RecurringTasks(
    ITenant tenant, IHostServices host, IEnumerable<BackgroundTaskRegistration> registrations, JobRuns runs, TaskClaims claims)
{
    public async Task<RecurringTaskList> ListAsync(CancellationToken cancellationToken)
    {
        var tasks = registrations.Select(RecurringTask.From).OrderBy(x => x.Title, StringComparer.CurrentCulture).ToList();
        var next = await TryReadNextAsync([.. tasks.Where(x => x.WakesTenant)], cancellationToken);
        var last = await runs.LastByTypeAsync(cancellationToken);
        var claimed = await claims.ListAsync(cancellationToken);
        return new([.. tasks.Select(Describe)], next is null);

        RecurringTaskRow Describe(RecurringTask task)
        {
            var (run, claim) = (last.GetValueOrDefault(task.Type), claimed.GetValueOrDefault(task.Type));
            return new(
                task,
                task.WakesTenant
                    ? next?.GetValueOrDefault(task.Type)
                    : host.GetRequiredService<RecurringTick>().NextOf(tenant.Name, task.Type),
                claim is { IsOver: false } || host.GetRequiredService<RunningHere>().Contains(tenant.Name, task.Type),
                Latest(run?.StartedAt, runs.LastRoutine(task.Type), claim is { ClaimedBy: "" } ? claim.ClaimedUntil : null),
                run);
        }
    }

    /// <summary>Runs the task as soon as it is free, besides its schedule.</summary>
    public async Task<RunNowResult> RunNowAsync(string type, CancellationToken cancellationToken)
    {
        if (registrations.FirstOrDefault(x => x.Name == type) is not { } registration)
            return RunNowResult.NotHere;
        var store = host.GetRequiredService<JobStore>();
        var (name, wakes) = (tenant.Name, RecurringTask.From(registration).WakesTenant);
        try
        {
            await store.AddAsync(
                x => x.RunTaskAsync(name, type, wakes, 0, null, CancellationToken.None), store.Time.GetUtcNow(), CancellationToken.None)
                .WaitAsync(JobStore.Patience, cancellationToken);
            return RunNowResult.Started;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            store.Log.LogError(e, "{Task} of {Tenant} could not be started", type, name);
            return RunNowResult.StoreAway;
        }
    }

    private async Task<Dictionary<string, DateTimeOffset?>?> TryReadNextAsync(
        IReadOnlyList<RecurringTask> tasks, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        try
        {
            return await ReadNextAsync(store, tasks).WaitAsync(JobStore.Patience, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            store.Log.LogError(e, "The next times of {Tenant} could not be read", tenant.Name);
            return null;
        }
    }

    private async Task<Dictionary<string, DateTimeOffset?>> ReadNextAsync(JobStore jobs, IReadOnlyList<RecurringTask> tasks)
    {
        var store = await jobs.GetAsync(CancellationToken.None);
        var types = tasks.ToDictionary(x => JobNames.ForTask(tenant.Name, x.Type), x => x.Type, StringComparer.Ordinal);
        return await Task.Run(() =>
        {
            using var connection = store.Storage.GetConnection();
            return connection.GetRecurringJobs(types.Keys).Where(x => !x.Removed).ToDictionary(
                x => types[x.Id],
                x => x.NextExecution is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : (DateTimeOffset?)null,
                StringComparer.Ordinal);
        });
    }

    private static DateTimeOffset? Latest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? latest = null;
        foreach (var time in times)
            latest = time > latest || latest is null ? time : latest;
        return latest;
    }
}
