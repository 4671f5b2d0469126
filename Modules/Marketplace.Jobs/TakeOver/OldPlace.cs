using Marketplace.Data;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.TakeOver;

/// <summary>A queued job in Quartz' tables.</summary>
internal sealed record OldJob
{
    public required string Name { get; init; }

    /// <summary>JSON with its type, key and payload.</summary>
    public required byte[] Data { get; init; }

    /// <summary>In ticks, UTC; null where it is not planned any more.</summary>
    public long? NextFireTime { get; init; }

    /// <summary>Neither planned nor running: it failed for good.</summary>
    public required bool IsOver { get; init; }
}

/// <summary>The SQL of Quartz' tables.</summary>
internal sealed class OldPlace : IAsyncDisposable
{
    /// <summary>Whoever refers to another comes first.</summary>
    private static readonly string[] Tables =
    [
        "qrtz_simple_triggers", "qrtz_cron_triggers", "qrtz_simprop_triggers", "qrtz_blob_triggers", "qrtz_triggers", "qrtz_job_details",
        "qrtz_calendars", "qrtz_paused_trigger_grps", "qrtz_paused_job_grps", "qrtz_fired_triggers", "qrtz_scheduler_state", "qrtz_locks",
        "qrtz_execution_history", "qrtz_misfire_history", "qrtz_job_status",
    ];

    private readonly PostgresServer? _server;
    private readonly SqliteDatabase? _file;
    private readonly IDatabase _database;

    public OldPlace(JobStoreLocation location)
    {
        _server = location.Postgres is { } postgres ? new PostgresServer(postgres) : null;
        _file = location.SqlitePath is { } path ? new SqliteDatabase(path) : null;
        _database = _server?.Schema("host") ?? _file!;
    }

    /// <summary>Works on the tables where they are there, one process after the other.</summary>
    /// <param name="work">Nothing of it may write to the jobs' store.</param>
    /// <returns>Whether they are there.</returns>
    public Task<bool> InTurnAsync(Func<UnitOfWork, Task> work, CancellationToken cancellationToken) =>
        _database.InTransactionAsync(
            async db =>
            {
                if (_server is not null)
                {
                    await db.QuerySingleAsync<string>(
                        "select pg_advisory_xact_lock(hashtext('marketplace.jobs.take-over'))::text", cancellationToken: cancellationToken);
                }

                var isThere = await IsThereAsync(db, cancellationToken);
                if (isThere)
                    await work(db);
                return isThere;
            },
            cancellationToken);

    /// <summary>Tenants for which a job waits; null where the tables are not there.</summary>
    public async Task<IReadOnlyList<string>?> ListTenantsAsync(CancellationToken cancellationToken)
    {
        if (_file is not null && !File.Exists(_file.Path))
            return null;
        await using var db = await _database.OpenAsync(cancellationToken);
        return await IsThereAsync(db, cancellationToken) ? await ListTenantsAsync(db, cancellationToken) : null;
    }

    /// <inheritdoc cref="ListTenantsAsync(CancellationToken)"/>
    public static Task<IReadOnlyList<string>> ListTenantsAsync(DbSession db, CancellationToken cancellationToken) =>
        db.QueryAsync<string>(
            "select distinct job_group from qrtz_job_details where job_name like 'job/%'", cancellationToken: cancellationToken);

    public static Task<IReadOnlyList<OldJob>> ListAsync(DbSession db, string tenant, CancellationToken cancellationToken) =>
        db.QueryAsync<OldJob>(
            """
            select d.job_name as name, d.job_data as data,
              (select min(t.next_fire_time) from qrtz_triggers t where t.job_name = d.job_name and t.job_group = d.job_group)
                as next_fire_time,
              not exists (select 1 from qrtz_triggers t where t.job_name = d.job_name and t.job_group = d.job_group)
                and not exists (select 1 from qrtz_fired_triggers f where f.job_name = d.job_name and f.job_group = d.job_group)
                as is_over
            from qrtz_job_details d where d.job_group = @tenant and d.job_name like 'job/%' order by d.job_name
            """,
            new { tenant },
            cancellationToken);

    public static async Task ForgetAsync(UnitOfWork db, string tenant, string name, CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "qrtz_simple_triggers", "qrtz_cron_triggers", "qrtz_blob_triggers", "qrtz_simprop_triggers" })
        {
            await db.ExecuteAsync(
                $"""
                 delete from {table} where trigger_group = @tenant and trigger_name in (
                   select trigger_name from qrtz_triggers where job_group = @tenant and job_name = @name)
                 """,
                new { tenant, name },
                cancellationToken);
        }

        await db.ExecuteAsync(
            "delete from qrtz_triggers where job_group = @tenant and job_name = @name", new { tenant, name }, cancellationToken);
        await db.ExecuteAsync(
            "delete from qrtz_job_details where job_group = @tenant and job_name = @name", new { tenant, name }, cancellationToken);
    }

    public static async Task DropAsync(UnitOfWork db, CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
            await db.ExecuteAsync($"drop table if exists {table}", cancellationToken: cancellationToken);
    }

    private async Task<bool> IsThereAsync(DbSession db, CancellationToken cancellationToken) =>
        await db.ScalarAsync<long>(
            _server is not null
                ? "select count(*) from pg_tables where schemaname = 'host' and tablename = 'qrtz_job_details'"
                : "select count(*) from sqlite_master where type = 'table' and name = 'qrtz_job_details' collate nocase",
            cancellationToken: cancellationToken) > 0;

    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
