using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Jobs.Tests;

/// <summary>A place for schedules that outlives the hosts which use it.</summary>
internal sealed class JobStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketplace-jobs-");

    public Dictionary<string, string?> Configuration { get; } = new(StringComparer.OrdinalIgnoreCase);

    private PgBouncer? _pooler;

    /// <param name="isPooled">PostgreSQL stands behind a pooler in transaction mode.</param>
    public static async Task<JobStore> CreateAsync(DatabaseKind kind, bool isPooled = false)
    {
        var store = new JobStore();
        store.Configuration["Marketplace:AppData"] = store._folder.FullName;
        if (kind == DatabaseKind.Postgres)
        {
            var database = await PostgresCluster.CreateDatabaseAsync();
            store._pooler = isPooled ? await PgBouncer.StartAsync(database, connections: 3) : null;
            store.Configuration["Marketplace:Database"] = store._pooler?.ConnectionString ?? database;
        }

        return store;
    }

    /// <summary>Makes a stored schedule overdue by hours, as after a long downtime.</summary>
    public async Task MakeOverdueAsync(string trigger)
    {
        var sqlite = new SqliteDatabase(Path.Combine(_folder.FullName, "jobs.db"));
        await using var server = Configuration.TryGetValue("Marketplace:Database", out var postgres) ? new PostgresServer(postgres!) : null;
        var due = TimeProvider.System.GetUtcNow().AddHours(-3).UtcTicks;
        await (server?.Schema("host") ?? sqlite).InTransactionAsync(
            db => db.ExecuteAsync("update qrtz_triggers set next_fire_time = @due where trigger_name = @trigger", new { due, trigger }),
            CancellationToken.None);
    }

    /// <summary>What the store calls the classes that run its jobs.</summary>
    public async Task<IReadOnlyList<string>> ReadJobTypesAsync()
    {
        await using var server = Configuration.TryGetValue("Marketplace:Database", out var postgres) ? new PostgresServer(postgres!) : null;
        var database = server?.Schema("host") ?? new SqliteDatabase(Path.Combine(_folder.FullName, "jobs.db"));
        await using var session = await database.OpenAsync(default);
        return await session.QueryAsync<string>("select distinct job_class_name from qrtz_job_details");
    }

    /// <summary>The names of what is to fire.</summary>
    public async Task<IReadOnlyList<string>> ReadTriggersAsync()
    {
        await using var server = Configuration.TryGetValue("Marketplace:Database", out var postgres) ? new PostgresServer(postgres!) : null;
        var database = server?.Schema("host") ?? new SqliteDatabase(Path.Combine(_folder.FullName, "jobs.db"));
        await using var session = await database.OpenAsync(default);
        return await session.QueryAsync<string>("select trigger_name from qrtz_triggers");
    }

    public async ValueTask DisposeAsync()
    {
        if (_pooler is not null)
            await _pooler.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
