using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Quartz;
using Quartz.Extensibility;

namespace Marketplace.Jobs.Scheduling;

/// <summary>The scheduler's store names the class that runs a job: by its stored name, so that the class may move while jobs wait.</summary>
internal sealed class StoredJobTypes : ITypeLoader
{
    private static readonly Dictionary<string, Type> Types =
        new[] { typeof(QueuedRun), typeof(RecurringRun), typeof(OutboxWakeUp) }.ToDictionary(StoredNames.Of, StringComparer.Ordinal);

    public static JobType Of<TJob>()
        where TJob : IJob => new(StoredNames.Of(typeof(TJob)), _ => typeof(TJob));

    public Type? LoadType(string? name) =>
        string.IsNullOrEmpty(name) ? null
        : Types.TryGetValue(name, out var type) ? type
        : Type.GetType(name, throwOnError: true);
}
