using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage.SQLite;
using Marketplace.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Jobs.Storage;

/// <summary>
/// Where Hangfire keeps what waits: a SQLite file of one process, or PostgreSQL's schema <c>hangfire</c>, which all processes share.
/// </summary>
internal sealed record JobStoreLocation(string? SqlitePath, string? Postgres)
{
    private const string Schema = "hangfire";

    /// <summary>Other processes may work on the same store.</summary>
    public bool IsShared => Postgres is not null;

    public static JobStoreLocation From(IConfiguration configuration, IHostEnvironment environment) =>
        configuration["Marketplace:Database"] is { Length: > 0 } postgres
            ? new(SqlitePath: null, postgres)
            : new(Path.Combine(environment.ContentRootPath, configuration["Marketplace:AppData"] ?? "App_Data", "jobs.db"), Postgres: null);

    /// <summary>Makes the tables where they are missing, one process after the other.</summary>
    public async Task<JobStorage> OpenAsync(JobsOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SqlitePath is not null)
            return OpenSqlite(SqlitePath, time);
        await using var server = new PostgresServer(Postgres!);
        return await server.Schema(Schema).InTransactionAsync<JobStorage>(
            async db =>
            {
                await db.QuerySingleAsync<string>(
                    "select pg_advisory_xact_lock(hashtext('marketplace.jobs'))::text", cancellationToken: cancellationToken);
                return OpenPostgres(Postgres!, options, time);
            },
            cancellationToken);
    }

    /// <summary>Nothing of this process is connected any more.</summary>
    public void Close(JobStorage storage)
    {
        (storage as IDisposable)?.Dispose();
        if (Postgres is not null)
            PostgresServer.CloseConnections(PostgresServer.ConnectionStringForOthers(Postgres));
    }

    /// <summary>
    /// What a process that died was at is anybody's again. Only where nobody else can be at it: one process owns a data folder.
    /// </summary>
    public async Task FreeAsync(CancellationToken cancellationToken)
    {
        if (SqlitePath is null)
            return;
        using var database = new SqliteDatabase(SqlitePath);
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("update JobQueue set FetchedAt = 0", cancellationToken: cancellationToken);
                await db.ExecuteAsync("delete from Server", cancellationToken: cancellationToken);
            },
            cancellationToken);
    }

    private static ClockedSqliteStorage OpenSqlite(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new ClockedSqliteStorage(
            path,
            // Its workers are told of every job; the rest is for jobs that were given back.
            new SQLiteStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(15) },
            time);
    }

    private static ClockedPostgresStorage OpenPostgres(string connectionString, JobsOptions options, TimeProvider time)
    {
        var settings = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            // A process's own workers hear of what it stores at once. Listening for others would cost a connection for each job.
            QueuePollInterval = options.QueuePolling,
            UseSlidingInvisibilityTimeout = true,
            // A job comes back when its runner's claim has lapsed, not before.
            InvisibilityTimeout = options.ClaimTime * 4 / 3,
            // So do its locks.
            DistributedLockTimeout = options.ClaimTime * 4 / 3,
            AllowUnsafeValues = true,
            // Whoever opens the store tries again, and says so.
            StartupConnectionMaxRetries = 0,
            AllowDegradedModeWithoutStorage = false,
        };
        return new ClockedPostgresStorage(
            new NpgsqlConnectionFactory(PostgresServer.ConnectionStringForOthers(connectionString), settings), settings, time);
    }
}
