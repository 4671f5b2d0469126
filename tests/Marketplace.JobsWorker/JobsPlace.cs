using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.JobsWorker;

/// <summary>A place for what waits that outlives the hosts which use it.</summary>
internal sealed class JobsPlace : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isOwned;

    public Dictionary<string, string?> Configuration { get; } = new(StringComparer.OrdinalIgnoreCase);

    private PgBouncer? _pooler;

    private JobsPlace(DirectoryInfo folder, bool isOwned)
    {
        (_folder, _isOwned) = (folder, isOwned);
        Configuration["Marketplace:AppData"] = folder.FullName;
    }

    public string Folder => _folder.FullName;

    /// <summary>One that another process made and will remove.</summary>
    /// <param name="postgres">A connection string, or null on SQLite.</param>
    public static JobsPlace Open(string folder, string? postgres)
    {
        var store = new JobsPlace(new DirectoryInfo(folder), isOwned: false);
        if (postgres is not null)
            store.Configuration["Marketplace:Database"] = postgres;
        return store;
    }

    /// <param name="isPooled">PostgreSQL stands behind a pooler in transaction mode.</param>
    public static async Task<JobsPlace> CreateAsync(DatabaseKind kind, bool isPooled = false)
    {
        var store = new JobsPlace(Directory.CreateTempSubdirectory("marketplace-jobs-"), isOwned: true);
        if (kind == DatabaseKind.Postgres)
        {
            var database = await PostgresCluster.CreateDatabaseAsync();
            store._pooler = isPooled ? await PgBouncer.StartAsync(database, connections: 3) : null;
            store.Configuration["Marketplace:Database"] = store._pooler?.ConnectionString ?? database;
        }

        return store;
    }

    /// <summary>The tables of versions before this one.</summary>
    public async Task InOldTablesAsync(Func<UnitOfWork, Task> write)
    {
        await using var place = Open();
        if (place.Server is { } server)
            await server.CreateSchemaAsync("host", default);
        var isThere = (await ReadOldTablesAsync()).Count > 0;
        await place.Database.InTransactionAsync(async db =>
        {
            if (!isThere)
                await db.ExecuteAsync(await ReadAsync(place.Server is null ? "Sqlite.sql" : "Postgres.sql"));
            await write(db);
        }, default);
    }

    private static async Task<string> ReadAsync(string resource)
    {
        using var reader = new StreamReader(typeof(JobsPlace).Assembly.GetManifestResourceStream(resource)!);
        return await reader.ReadToEndAsync();
    }

    public async Task<IReadOnlyList<string>> ReadOldTablesAsync()
    {
        await using var place = Open();
        await using var db = await place.Database.OpenAsync(default);
        return await db.QueryAsync<string>(
            place.Server is null
                ? "select name from sqlite_master where type = 'table' and name like 'qrtz%'"
                : "select tablename from pg_tables where tablename like 'qrtz%'");
    }

    /// <summary>Work that finds the file of Hangfire's SQLite store locked.</summary>
    public async Task WhileLockedAsync(Func<Task> work)
    {
        using var file = new SqliteDatabase(Path.Combine(_folder.FullName, "jobs.db"));
        await file.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("update JobQueue set FetchedAt = FetchedAt");
                await work();
            },
            default);
    }

    /// <summary>Loses the store of Hangfire, and nothing of the tenants.</summary>
    public async Task LoseAsync()
    {
        if (!Configuration.TryGetValue("Marketplace:Database", out var postgres))
        {
            SqliteDatabase.Delete(Path.Combine(_folder.FullName, "jobs.db"));
            return;
        }

        await using var server = new PostgresServer(postgres!);
        await server.DropSchemaAsync("hangfire", default);
    }

    private Place Open()
    {
        var server = Configuration.TryGetValue("Marketplace:Database", out var postgres) ? new PostgresServer(postgres!) : null;
        return new Place(server, server?.Schema("host") ?? new SqliteDatabase(Path.Combine(_folder.FullName, "jobs.db")));
    }

    private sealed record Place(PostgresServer? Server, IDatabase Database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            (Database as IDisposable)?.Dispose();
            if (Server is not null)
                await Server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pooler is not null)
            await _pooler.DisposeAsync();
        if (_isOwned)
            _folder.Delete(recursive: true);
    }
}
