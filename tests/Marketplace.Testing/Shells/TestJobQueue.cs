using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Testing;

public sealed record QueuedJob(Type JobType, object Payload, string Key, DateTimeOffset DueAt, int Attempts = 0);

/// <summary>Keeps jobs until a test runs them with <see cref="TestShell.RunJobsAsync"/>.</summary>
public sealed class TestJobQueue(TimeProvider time) : IJobQueue
{
    private readonly Lock _lock = new();
    private readonly List<(QueuedJob Job, Func<IServiceProvider, CancellationToken, Task> Run)> _jobs = [];

    /// <summary>The jobs that wait, in order of their due time.</summary>
    public IReadOnlyList<QueuedJob> Waiting
    {
        get
        {
            lock (_lock)
                return [.. _jobs.Select(x => x.Job).OrderBy(x => x.DueAt)];
        }
    }

    public Task EnqueueAsync<TJob, TPayload>(TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
        where TJob : class, IJob<TPayload>
    {
        lock (_lock)
        {
            if (!_jobs.Exists(x => x.Job.JobType == typeof(TJob) && string.Equals(x.Job.Key, key, StringComparison.Ordinal)))
            {
                _jobs.Add((
                    new QueuedJob(typeof(TJob), payload!, key, time.GetUtcNow() + delay),
                    (services, token) => ActivatorUtilities.GetServiceOrCreateInstance<TJob>(services).ExecuteAsync(payload, token)));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Loses every job, as a crash between storing and running one does where the queue is not the database's.</summary>
    public void Clear()
    {
        lock (_lock)
            _jobs.Clear();
    }

    /// <summary>
    /// Runs what is due, and what that adds. A job that throws waits ten more seconds per attempt, and the exception reaches the test.
    /// </summary>
    internal async Task<int> RunDueAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        var count = 0;
        while (TakeDue() is var (job, run))
        {
            count++;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await run(scope.ServiceProvider, cancellationToken);
            }
            catch
            {
                var again = job with
                { Attempts = job.Attempts + 1, DueAt = time.GetUtcNow() + TimeSpan.FromSeconds(10 * (job.Attempts + 1)) };
                lock (_lock)
                    _jobs.Add((again, run));
                throw;
            }
        }

        return count;
    }

    private (QueuedJob Job, Func<IServiceProvider, CancellationToken, Task> Run)? TakeDue()
    {
        lock (_lock)
        {
            var index = _jobs.FindIndex(x => x.Job.DueAt <= time.GetUtcNow());
            if (index < 0)
                return null;
            var job = _jobs[index];
            _jobs.RemoveAt(index);
            return job;
        }
    }
}
