using Hangfire.Storage;
using Hangfire.Storage.SQLite;

namespace Marketplace.Jobs.Storage;

/// <summary>Says that a job was committed. One worker that waits looks, and wakes the next if it found something.</summary>
internal sealed class QueueSignal : IDisposable
{
    private readonly AutoResetEvent _event = new(initialState: false);

    public void Set() => _event.Set();

    public void Wait(TimeSpan most, CancellationToken cancellationToken) =>
        WaitHandle.WaitAny([cancellationToken.WaitHandle, _event], most);

    public void Dispose() => _event.Dispose();
}

/// <summary>The queue of a store that one process owns: whoever fetched a job has it until it is done or the process ends.</summary>
internal sealed class SignalledQueues(SQLiteStorageOptions options, QueueSignal signal, TimeProvider time) : IPersistentJobQueueProvider
{
    private readonly SQLiteJobQueueProvider _library = new(options);
    private readonly Lock _fetching = new();

    private QueueSignal Signal => signal;

    /// <summary>After which a worker looks although nobody called.</summary>
    private TimeSpan Pause => options.QueuePollInterval;

    public IPersistentJobQueue GetJobQueue(HangfireDbContext connection) => new Queue(this, connection);

    public IPersistentJobQueueMonitoringApi GetJobQueueMonitoringApi(HangfireDbContext connection) =>
        _library.GetJobQueueMonitoringApi(connection);

    private SQLiteFetchedJob? Fetch(HangfireDbContext db, string[] queues)
    {
        lock (_fetching)
        {
            foreach (var queue in queues)
            {
                if (db.JobQueueRepository.FirstOrDefault(x => x.Queue == queue && x.FetchedAt == DateTime.MinValue) is not { } job)
                    continue;
                job.FetchedAt = time.GetUtcNow().UtcDateTime;
                db.Database.Update(job);
                return new SQLiteFetchedJob(db, job.Id, job.JobId, job.Queue);
            }
        }

        return null;
    }

    private sealed class Queue(SignalledQueues owner, HangfireDbContext db) : IPersistentJobQueue
    {
        public void Enqueue(string queue, string jobId) => owner._library.GetJobQueue(db).Enqueue(queue, jobId);

        public IFetchedJob Dequeue(string[] queues, CancellationToken cancellationToken)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (owner.Fetch(db, queues) is { } job)
                {
                    owner.Signal.Set();
                    return job;
                }

                owner.Signal.Wait(owner.Pause, cancellationToken);
            }
        }
    }
}
