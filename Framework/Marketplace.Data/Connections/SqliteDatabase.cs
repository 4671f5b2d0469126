using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Marketplace.Data;

/// <summary>
/// One SQLite file in WAL mode. SQLite has one writer, so writers of this process queue here rather than spin on a busy file.
/// </summary>
public sealed class SqliteDatabase : IDatabase, IDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> WriterQueues = new(StringComparer.Ordinal);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly string _connectionString;
    private readonly SemaphoreSlim _writers;

    /// <exception cref="SqliteException">The file cannot be opened or made.</exception>
    public SqliteDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _writers = WriterQueues.GetOrAdd(Path, _ => new SemaphoreSlim(1, 1));
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            // Without it `insert or replace` would slip past the triggers of append-only tables.
            RecursiveTriggers = true,
            DefaultTimeout = 30,
        }.ToString();
        DapperSetup.Register();
    }

    public string Path { get; }

    /// <summary>For a library that opens its own connections.</summary>
    public string ConnectionString => _connectionString;

    public Dialect Dialect => Dialect.Sqlite;

    public async ValueTask<DbSession> OpenAsync(CancellationToken cancellationToken) =>
        new(await ConnectAsync(cancellationToken), Dialect);

    public async ValueTask<UnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        // A caller that begins a transaction inside another would wait for itself: say so rather than hang.
        if (!await _writers.WaitAsync(LongestWait, cancellationToken))
            throw new TimeoutException(
                $"No turn to write to {Path} within {LongestWait.TotalSeconds} seconds: another transaction stays open.");
        var turn = new WriterTurn(_writers);
        SqliteConnection? connection = null;
        try
        {
            connection = await ConnectAsync(cancellationToken);
            return new UnitOfWork(connection, connection.BeginTransaction(deferred: false), Dialect, turn);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            turn.Dispose();
            throw;
        }
    }

    private async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            connection.CreateFunction("fold", static (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches the file to WAL, which SQLite remembers in the file.</summary>
    public async Task EnableWriteAheadLogAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        await session.ScalarAsync<string>("pragma journal_mode = wal", cancellationToken: cancellationToken);
    }

    /// <summary>Closes the connections kept for reuse, so that the file can be moved or deleted.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Removes the file, if it is there, with its log. Nobody may be using it.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        using (var database = new SqliteDatabase(path))
            path = database.Path;
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(path + suffix);
    }

    private sealed class WriterTurn(SemaphoreSlim writers) : IDisposable
    {
        private SemaphoreSlim? _writers = writers;

        public void Dispose() => Interlocked.Exchange(ref _writers, null)?.Release();
    }
}
