using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Recurring;

/// <summary>The schedules in Hangfire's store: of the tasks that wake their tenant.</summary>
internal sealed class StoredSchedules(JobStore jobs)
{
    private const string All = "recurring-jobs";

    /// <summary>Hangfire's mark of one that it could not make a job of too often in a row, and has switched off.</summary>
    private const double SwitchedOff = -1;

    /// <summary>A time this much later than it could be was planned before the clock was moved back. Clocks of processes differ.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly RecurringJobOptions Utc = new() { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed };

    /// <summary>The tenants that have any.</summary>
    public Task<HashSet<string>> ListTenantsAsync(CancellationToken cancellationToken) =>
        UseAsync(
            (connection, _) => connection.GetAllItemsFromSet(All).Select(JobNames.TenantOf).ToHashSet(StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Removes those of all other tenants.</summary>
    public Task KeepOnlyAsync(IReadOnlySet<string> tenants, CancellationToken cancellationToken) =>
        UseAsync(
            (connection, manager) =>
            {
                foreach (var id in connection.GetAllItemsFromSet(All).Where(x => !tenants.Contains(JobNames.TenantOf(x))))
                    manager.RemoveIfExists(id);
                return true;
            },
            cancellationToken);

    /// <summary>Makes the tenant's those of <paramref name="tasks"/>; what is as it should be is left alone.</summary>
    public Task StoreAsync(string tenant, IReadOnlyList<RecurringTask> tasks, CancellationToken cancellationToken) =>
        UseAsync(
            (connection, manager) =>
            {
                var wanted = tasks.ToDictionary(x => JobNames.ForTask(tenant, x.Type), StringComparer.Ordinal);
                var stored = connection.GetAllItemsFromSet(All).Where(x => JobNames.TenantOf(x) == tenant)
                    .ToHashSet(StringComparer.Ordinal);
                foreach (var id in stored.Where(x => !wanted.ContainsKey(x)))
                    manager.RemoveIfExists(id);
                foreach (var (id, task) in wanted.Where(x => !stored.Contains(x.Key) || !IsPlanned(connection, x.Key, x.Value)))
                {
                    manager.RemoveIfExists(id);
                    Add(manager, id, task.Type, task.Schedule);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Switches those on again that Hangfire has switched off.</summary>
    /// <returns>How many.</returns>
    public Task<int> MendAsync(CancellationToken cancellationToken) =>
        UseAsync(
            (connection, manager) =>
            {
                var mended = new HashSet<string>(StringComparer.Ordinal);
                while (connection.GetFirstByLowestScoreFromSet(All, SwitchedOff, SwitchedOff) is { } id && mended.Add(id))
                {
                    if (connection.GetValueFromHash(HashOf(id), "Cron") is { } schedule)
                        Add(manager, id, JobNames.TaskOf(id), schedule);
                    else
                        manager.RemoveIfExists(id);
                }

                return mended.Count;
            },
            cancellationToken);

    private bool IsPlanned(JobStorageConnection connection, string id, RecurringTask task)
    {
        var latest = jobs.Time.GetUtcNow() + Ahead;
        return connection.GetAllEntriesFromHash(HashOf(id)) is { } stored && stored.GetValueOrDefault("Cron") == task.Schedule
            && string.IsNullOrEmpty(stored.GetValueOrDefault("Error"))
            && TimeOf(stored, "NextExecution") is { } next && next <= task.NextAfter(latest)
            && (TimeOf(stored, "LastExecution") is not { } last || last <= latest);
    }

    private static DateTimeOffset? TimeOf(Dictionary<string, string> stored, string field) =>
        JobHelper.DeserializeNullableDateTime(stored.GetValueOrDefault(field)) is { } time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : null;

    private static void Add(IRecurringJobManager manager, string id, string type, string schedule)
    {
        var tenant = JobNames.TenantOf(id);
        manager.AddOrUpdate(
            id, Job.FromExpression<IHostJobs>(x => x.RunTaskAsync(tenant, type, true, 0, null, CancellationToken.None)), schedule, Utc);
    }

    private static string HashOf(string id) => "recurring-job:" + id;

    private async Task<T> UseAsync<T>(Func<JobStorageConnection, IRecurringJobManager, T> use, CancellationToken cancellationToken)
    {
        var store = await jobs.GetAsync(cancellationToken);
        return await Task.Run(
            () =>
            {
                using var connection = store.Storage.GetConnection();
                return use((JobStorageConnection)connection, store.Recurring);
            },
            cancellationToken);
    }
}
