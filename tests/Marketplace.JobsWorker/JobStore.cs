using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.JobsWorker;

/// <summary>A place for what waits that outlives the hosts which use it.</summary>
internal sealed class JobStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isOwned;

    public Dictionary<string, string?> Configuration { get; } = new(StringComparer.OrdinalIgnoreCase);

    private PgBouncer? _pooler;

    private JobStore(DirectoryInfo folder, bool isOwned)
    {
        (_folder, _isOwned) = (folder, isOwned);
        Configuration["Marketplace:AppData"] = folder.FullName;
    }

    public string Folder => _folder.FullName;

    /// <summary>One that another process made and will remove.</summary>
    /// <param name="postgres">A connection string, or null on SQLite.</param>
    public static JobStore Open(string folder, string? postgres)
    {
        var store = new JobStore(new DirectoryInfo(folder), isOwned: false);
        if (postgres is not null)
            store.Configuration["Marketplace:Database"] = postgres;
        return store;
    }

    /// <param name="isPooled">PostgreSQL stands behind a pooler in transaction mode.</param>
    public static async Task<JobStore> CreateAsync(DatabaseKind kind, bool isPooled = false)
    {
        var store = new JobStore(Directory.CreateTempSubdirectory("marketplace-jobs-"), isOwned: true);
        if (kind == DatabaseKind.Postgres)
        {
            var database = await PostgresCluster.CreateDatabaseAsync();
            store._pooler = isPooled ? await PgBouncer.StartAsync(database, connections: 3) : null;
            store.Configuration["Marketplace:Database"] = store._pooler?.ConnectionString ?? database;
        }

        return store;
    }

    /// <summary>The tables of versions before this one, as far as they are looked at.</summary>
    public async Task InOldTablesAsync(Func<UnitOfWork, Task> write)
    {
        await using var place = Open();
        if (place.Server is { } server)
            await server.CreateSchemaAsync("host", default);
        await place.Database.InTransactionAsync(async db =>
        {
            await db.ExecuteAsync(
                $"""
                 create table if not exists qrtz_job_details (
                   job_name text, job_group text, job_data {(place.Server is null ? "blob" : "bytea")});
                 create table if not exists qrtz_triggers (
                   trigger_name text, trigger_group text, job_name text, job_group text, next_fire_time bigint);
                 create table if not exists qrtz_fired_triggers (job_name text, job_group text);
                 create table if not exists qrtz_simple_triggers (trigger_name text, trigger_group text);
                 create table if not exists qrtz_cron_triggers (trigger_name text, trigger_group text);
                 create table if not exists qrtz_simprop_triggers (trigger_name text, trigger_group text);
                 create table if not exists qrtz_blob_triggers (trigger_name text, trigger_group text);
                 """);
            await write(db);
        }, default);
    }

    public async Task<IReadOnlyList<string>> ReadOldTablesAsync()
    {
        await using var place = Open();
        await using var db = await place.Database.OpenAsync(default);
        return await db.QueryAsync<string>(
            place.Server is null
                ? "select name from sqlite_master where name like 'qrtz%'"
                : "select tablename from pg_tables where tablename like 'qrtz%'");
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
