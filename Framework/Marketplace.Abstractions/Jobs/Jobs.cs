using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

/// <summary>When a recurring task runs, in UTC. Found on every <see cref="IBackgroundTask"/> that a feature registers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BackgroundTaskAttribute : Attribute
{
    /// <summary>Shown on the admin portal's jobs page.</summary>
    public required string Title { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Five-field cron expression in UTC (minute hour day month weekday), for example <c>*/5 * * * *</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>False: skipped while the tenant's shell is released, so that idle tenants stay idle.</summary>
    public bool WakesTenant { get; init; } = true;

    /// <summary>How often a failed run is repeated before the next scheduled one.</summary>
    public int Retries { get; init; } = 2;
}

/// <summary>
/// A recurring task: runs inside the tenant's shell, in a scope of its own, at most once at a time per tenant across all processes.
/// </summary>
public interface IBackgroundTask
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>A queued job. It runs at least once, so it must be idempotent; a throw is retried with growing pauses.</summary>
public interface IJob<in TPayload>
{
    Task ExecuteAsync(TPayload payload, CancellationToken cancellationToken);
}

public interface IJobQueue
{
    /// <summary>Stores the job before it returns.</summary>
    /// <param name="key">Names the job: a second one of the same type and key, while the first waits or runs, is not added.</param>
    /// <param name="delay">Not before this much later.</param>
    Task EnqueueAsync<TJob, TPayload>(TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
        where TJob : class, IJob<TPayload>;
}

public static class JobRegistration
{
    public static IServiceCollection AddBackgroundTask<TTask>(this IServiceCollection services)
        where TTask : class, IBackgroundTask
    {
        services.AddScoped<TTask>();
        return services.AddSingleton(new BackgroundTaskRegistration(typeof(TTask)));
    }

    public static IServiceCollection AddJob<TJob, TPayload>(this IServiceCollection services)
        where TJob : class, IJob<TPayload>
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobTypeRegistration(typeof(TJob), typeof(TPayload)));
    }
}

/// <summary>A recurring task that an enabled feature brings.</summary>
public sealed record BackgroundTaskRegistration(Type TaskType)
{
    /// <summary>What schedules and the history of runs remember the task by: see <see cref="StoredNameAttribute"/>.</summary>
    public string Name { get; } = StoredNames.Of(TaskType);
}

/// <summary>A job type that an enabled feature brings. Its payload is stored as JSON, by the names of its properties.</summary>
public sealed record JobTypeRegistration(Type JobType, Type PayloadType)
{
    /// <summary>What the queue and the history of runs remember the job by: see <see cref="StoredNameAttribute"/>.</summary>
    public string Name { get; } = StoredNames.Of(JobType);
}
