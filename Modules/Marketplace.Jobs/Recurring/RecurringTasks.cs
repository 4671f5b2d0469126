using Hangfire.Storage;
using Marketplace.Jobs.History;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Recurring;

/// <param name="NextAt">Null while its schedule is not stored yet.</param>
internal sealed record RecurringTaskRow(RecurringTask Task, DateTimeOffset? NextAt, bool IsRunning, JobRun? LastRun);

/// <summary>The recurring tasks of the tenant's enabled features, with what is known of their runs.</summary>
internal sealed class RecurringTasks(
    ITenant tenant, IHostServices host, IEnumerable<BackgroundTaskRegistration> registrations, JobRuns runs)
{
    public async Task<IReadOnlyList<RecurringTaskRow>> ListAsync(CancellationToken cancellationToken)
    {
        var tick = host.GetRequiredService<RecurringTick>();
        var running = host.GetRequiredService<RunningTasks>();
        var tasks = registrations.Select(RecurringTask.From).OrderBy(x => x.Title, StringComparer.CurrentCulture).ToList();
        var next = await ReadNextAsync(tasks.Where(x => x.WakesTenant), cancellationToken);
        var last = await runs.LastByTypeAsync(cancellationToken);
        return
        [
            .. tasks.Select(task => new RecurringTaskRow(
                task, task.WakesTenant ? next.GetValueOrDefault(task.Type) : tick.NextOf(tenant.Name, task.Type),
                running.Contains(tenant.Name, task.Type), last.GetValueOrDefault(task.Type))),
        ];
    }

    /// <summary>Runs the task as soon as it is free, besides its schedule.</summary>
    /// <returns>False when no enabled feature brings the task.</returns>
    public async Task<bool> RunNowAsync(string type, CancellationToken cancellationToken)
    {
        if (registrations.FirstOrDefault(x => x.Name == type) is not { } registration)
            return false;
        var store = host.GetRequiredService<JobStore>();
        var (name, wakes) = (tenant.Name, RecurringTask.From(registration).WakesTenant);
        await store.AddAsync(
            x => x.RunTaskAsync(name, type, wakes, 0, null, CancellationToken.None), store.Time.GetUtcNow(), cancellationToken);
        return true;
    }

    private async Task<IReadOnlyDictionary<string, DateTimeOffset?>> ReadNextAsync(
        IEnumerable<RecurringTask> tasks, CancellationToken cancellationToken)
    {
        var store = await host.GetRequiredService<JobStore>().GetAsync(cancellationToken);
        var types = tasks.ToDictionary(x => JobNames.ForTask(tenant.Name, x.Type), x => x.Type, StringComparer.Ordinal);
        return await Task.Run(
            () =>
            {
                using var connection = store.Storage.GetConnection();
                return connection.GetRecurringJobs(types.Keys).Where(x => !x.Removed).ToDictionary(
                    x => types[x.Id],
                    x => x.NextExecution is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : (DateTimeOffset?)null,
                    StringComparer.Ordinal);
            },
            cancellationToken);
    }
}
