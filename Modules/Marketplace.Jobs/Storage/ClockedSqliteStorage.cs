using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using SQLite;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// Hangfire's SQLite store on the host's clock, for the one process that owns the file: locks are the process's own, its transactions are
/// some, and its workers hear of a job as soon as it is committed, where the library would write rows and poll.
/// </summary>
internal sealed class ClockedSqliteStorage : SQLiteStorage
{
    private const SQLiteOpenFlags Flags = SQLiteOpenFlags.ReadWrite | SQLiteOpenFlags.Create | SQLiteOpenFlags.NoMutex;

    private readonly SQLiteStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ProcessLocks _locks = new();
    private readonly QueueSignal _signal = new();
    private readonly Lock _writing = new();

    public ClockedSqliteStorage(string path, SQLiteStorageOptions options, TimeProvider time)
        : base(new SQLiteDbConnectionFactory(() => Connect(path)), options)
    {
        (_options, _time) = (options, time);
        QueueProviders.Add(new SignalledQueues(options, _signal, time), [Hangfire.States.EnqueuedState.DefaultQueue]);
    }

    public override IStorageConnection GetConnection() => new Connection(this);

    public override bool HasFeature(string featureId) =>
        featureId == JobStorageFeatures.Connection.GetUtcDateTime
        || (featureId != JobStorageFeatures.Transaction.AcquireDistributedLock && base.HasFeature(featureId));

    /// <summary>
    /// What a power cut takes of the last moment is told again: a tenant's own database says which of its jobs wait.
    /// </summary>
    private static SQLiteConnection Connect(string path)
    {
        var connection = new SQLiteConnection(path, Flags, storeDateTimeAsTicks: true) { BusyTimeout = TimeSpan.FromSeconds(10) };
        connection.Execute("pragma synchronous = normal");
        return connection;
    }

    private sealed class Connection(ClockedSqliteStorage storage)
        : HangfireSQLiteConnection(storage.CreateAndOpenConnection(), storage._options, storage.QueueProviders)
    {
        public override DateTime GetUtcDateTime() => storage._time.GetUtcNow().UtcDateTime;

        public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout) => storage._locks.Acquire(resource, timeout);

        public override IWriteOnlyTransaction CreateWriteTransaction() =>
            new SqliteTransaction(DbContext, storage.QueueProviders, storage._signal, storage._writing);
    }
}
