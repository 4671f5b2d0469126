using Quartz;
using Quartz.Extensibility;

namespace Marketplace.Jobs.Scheduling;

/// <summary>
/// The scheduler's store names the class that runs a job: by its stored name, so that the class may move while jobs wait.
/// </summary>
internal sealed class StoredJobTypes : ITypeLoader
{
    private static readonly Dictionary<string, Type> Types =
        typeof(StoredJobTypes).Assembly.GetTypes().Where(x => x.IsClass && typeof(IJob).IsAssignableFrom(x))
            .ToDictionary(StoredNames.Of, StringComparer.Ordinal);

    /// <summary>A job that is run by the class, one at a time for each name.</summary>
    public static JobBuilder<IJob> JobOf<TJob>()
        where TJob : IJob =>
        JobBuilder.Create().OfType(new JobType(StoredNames.Of(typeof(TJob)))).DisallowConcurrentExecution(true)
            .PersistJobDataAfterExecution(false);

    public Type? LoadType(string? name) =>
        string.IsNullOrEmpty(name) ? null
        : Types.TryGetValue(name, out var type) ? type
        : Type.GetType(name, throwOnError: true);
}
