using System.Globalization;
using System.Runtime.CompilerServices;
using Hangfire.States;
using Hangfire.Storage.SQLite;
using SQLite;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// All of it or nothing: the library's own commits each command by itself, and repeats those that it has committed when a later one fails.
/// </summary>
/// <param name="writing">Writers of this process take turns, which SQLite would have them try for.</param>
internal sealed class SqliteTransaction(
    HangfireDbContext db, PersistentJobQueueProviderCollection queues, QueueSignal signal, Lock writing)
        : SQLiteWriteOnlyTransaction(db, queues)
{
    private readonly HangfireDbContext _db = db;
    private bool _adds;

    public override void AddToQueue(string queue, string jobId)
    {
        _adds = true;
        base.AddToQueue(queue, jobId);
    }

    /// <summary>The library's begins a transaction of its own.</summary>
    public override void SetJobState(string jobId, IState state)
    {
        var id = int.Parse(jobId, CultureInfo.InvariantCulture);
        AddJobState(jobId, state);
        CommandsOf(this).Enqueue(x =>
        {
            if (x.HangfireJobRepository.FirstOrDefault(job => job.Id == id) is not { } job)
                return;
            job.StateName = state.Name;
            x.Database.Update(job);
        });
    }

    public override void Commit()
    {
        lock (writing)
            CommitAll();
        if (_adds)
            signal.Set();
    }

    private void CommitAll()
    {
        _db.Database.Execute("begin immediate");
        try
        {
            foreach (var command in CommandsOf(this))
                command(_db);
            _db.Database.Execute("commit");
        }
        catch
        {
            RollBack(_db.Database);
            throw;
        }
    }

    private static void RollBack(SQLiteConnection database)
    {
        try
        {
            database.Execute("rollback");
        }
        catch (SQLiteException)
        {
            // SQLite has rolled back by itself: the disk is full, or the file cannot be written.
        }
    }

    /// <summary>The library runs them in its own <see cref="SQLiteWriteOnlyTransaction.Commit"/> only.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_commandQueue")]
    private static extern ref Queue<Action<HangfireDbContext>> CommandsOf(SQLiteWriteOnlyTransaction transaction);
}
