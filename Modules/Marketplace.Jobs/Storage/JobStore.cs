using System.Linq.Expressions;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// The host's one store of what Hangfire is to run. It is opened when first needed, because a start should not wait for it, and takes jobs
/// before anything works on them.
/// </summary>
internal sealed class JobStore : IDisposable
{
    private static readonly string[] Pending = [EnqueuedState.StateName, ScheduledState.StateName, ProcessingState.StateName];

    private readonly SemaphoreSlim _opening = new(1, 1);
    private OpenJobStore? _store;

    public JobStore(
        IConfiguration configuration, IHostEnvironment environment, IOptions<JobsOptions> options, TimeProvider time,
        ILogger<JobStore> logger)
    {
        (Options, Time, Log) = (options.Value, time, logger);
        Location = JobStoreLocation.From(configuration, environment);
    }

    static JobStore() => StoredTypes.Use();

    /// <summary>How long whoever waits for an answer is kept waiting by the store: what it is not told now, it is told later.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    public JobsOptions Options { get; }

    public ILogger Log { get; }

    /// <summary>The clock that says what is due.</summary>
    public TimeProvider Time { get; }

    public JobStoreLocation Location { get; }

    /// <summary>Names this process in what it claims.</summary>
    public string Process { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// What is done to every job besides running it: figures for Hangfire's own pages, and how runs end. Not the program's global ones,
    /// which would try again on their own.
    /// </summary>
    public JobFilterCollection Filters { get; } = new() { new StatisticsHistoryAttribute(), new HowRunsEnd() };

    public async ValueTask<OpenJobStore> GetAsync(CancellationToken cancellationToken)
    {
        if (_store is { } open)
            return open;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _store ??= await OpenApartAsync();
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <param name="at">When it is to run; in the past, at once.</param>
    /// <returns>The job's id in Hangfire.</returns>
    public async Task<string> AddAsync(Expression<Func<IHostJobs, Task>> job, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var store = await GetAsync(cancellationToken);
        IState state = at > Time.GetUtcNow() ? new ScheduledState(at.UtcDateTime) : new EnqueuedState();
        return await Task.Run(() => store.Client.Create(Job.FromExpression(job), state), cancellationToken);
    }

    /// <summary>Whether Hangfire has this queued job of ours and is going to run it.</summary>
    /// <param name="id">In Hangfire. A store that was made anew gives the ids of the lost one to others.</param>
    public async Task<bool> HasAsync(string? id, string tenant, string name, CancellationToken cancellationToken)
    {
        if (id is null)
            return false;
        var store = await GetAsync(cancellationToken);
        return await Task.Run(
            () =>
            {
                using var connection = store.Storage.GetConnection();
                return connection.GetJobData(id) is { Job: { } job } data
                    && Pending.Contains(data.State, StringComparer.Ordinal)
                    && job.Args is [string itsTenant, string itsName, ..] && itsTenant == tenant && itsName == name;
            },
            cancellationToken);
    }

    /// <summary>Takes a job out that is in <paramref name="state"/>.</summary>
    public async Task RemoveAsync(string id, string state, CancellationToken cancellationToken)
    {
        var store = await GetAsync(cancellationToken);
        await Task.Run(() => store.Client.Delete(id, state), cancellationToken);
    }

    /// <summary>Whoever asks first is a request or a job as a rule; the store must not go on in its context.</summary>
    private Task<OpenJobStore> OpenApartAsync()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(OpenAsync);
    }

    private async Task<OpenJobStore> OpenAsync()
    {
        var storage = await Location.OpenAsync(Options, Time, CancellationToken.None);
        return new OpenJobStore(
            storage,
            Filters,
            new BackgroundJobClient(storage, Filters),
            new RecurringJobManager(storage, Filters, new DefaultTimeZoneResolver(), () => Time.GetUtcNow().UtcDateTime));
    }

    public void Dispose()
    {
        if (_store is not null)
            Location.Close(_store.Storage);
        _opening.Dispose();
    }
}

/// <summary>Hangfire's store with those who write to it.</summary>
internal sealed record OpenJobStore(
    JobStorage Storage, IJobFilterProvider Filters, IBackgroundJobClient Client, IRecurringJobManager Recurring);
