using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Marketplace.Jobs.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Queue;

/// <summary>Runs a task or a job in the scope it was made in, inside the tenant, and writes down how it went.</summary>
internal sealed class JobRunner(
    IServiceProvider services,
    IEnumerable<BackgroundTaskRegistration> tasks,
    IEnumerable<JobTypeRegistration> jobs,
    JobRuns runs,
    TimeProvider time,
    ILogger<JobRunner> logger)
{
    /// <summary>Does nothing where the task's feature was switched off meanwhile; its schedule is about to go.</summary>
    /// <param name="isRoutine">See <see cref="JobRun.Start"/>.</param>
    public Task RunTaskAsync(string type, int attempt, bool isRoutine, CancellationToken cancellationToken) =>
        tasks.FirstOrDefault(x => x.Name == type) is { } registration
            ? RunAsync(
                new JobRun.Start(JobKind.Task, type, Key: "", attempt, isRoutine),
                token => ((IBackgroundTask)services.GetRequiredService(registration.TaskType)).RunAsync(token),
                cancellationToken)
            : Task.CompletedTask;

    /// <exception cref="JobTypeMissingException">No enabled feature brings this type.</exception>
    public Task RunJobAsync(string type, string key, string payload, int attempt, CancellationToken cancellationToken) =>
        RunAsync(new JobRun.Start(JobKind.Job, type, key, attempt), token => InvokeAsync(type, payload, token), cancellationToken);

    private Task InvokeAsync(string type, string payload, CancellationToken cancellationToken)
    {
        var registration = jobs.FirstOrDefault(x => x.Name == type) ?? throw new JobTypeMissingException(type);
        var value = JsonSerializer.Deserialize(payload, registration.PayloadType, TenantSettings.Json);
        var method = typeof(IJob<>).MakeGenericType(registration.PayloadType).GetMethod(nameof(IJob<>.ExecuteAsync))!;
        return (Task)method.Invoke(
            services.GetRequiredService(registration.JobType), BindingFlags.DoNotWrapExceptions, null, [value, cancellationToken],
            CultureInfo.InvariantCulture)!;
    }

    private async Task RunAsync(JobRun.Start start, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var clock = Stopwatch.GetTimestamp();
        try
        {
            await work(cancellationToken);
        }
        catch (Exception e)
        {
            var outcome = e is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? JobOutcome.Interrupted
                : JobOutcome.Failed;
            if (outcome == JobOutcome.Failed)
                logger.LogError(e, "{Type} {Key} failed in attempt {Attempt}", start.Type, start.Key, start.Attempt);
            await runs.WriteAsync(start, startedAt, Stopwatch.GetElapsedTime(clock), outcome, e.Message, CancellationToken.None);
            throw;
        }

        await runs.WriteAsync(start, startedAt, Stopwatch.GetElapsedTime(clock), JobOutcome.Succeeded, error: null, CancellationToken.None);
    }
}

internal sealed class JobTypeMissingException(string type)
    : Exception($"No enabled feature brings the job {type}. Enable the feature and retry the job, or discard it.");
