using Marketplace.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Marketplace.Jobs.Scheduling;

/// <summary>
/// Where schedules and waiting jobs are kept: a SQLite file of one process, or PostgreSQL's schema <c>host</c> shared by a cluster.
/// </summary>
internal sealed record JobStoreLocation(string? SqlitePath, string? Postgres)
{
    private const string Schema = "host";

    /// <summary>Other processes may work on the same store.</summary>
    public bool IsShared => Postgres is not null;

    public static JobStoreLocation From(IConfiguration configuration, IHostEnvironment environment) =>
        configuration["Marketplace:Database"] is { Length: > 0 } postgres
            ? new(SqlitePath: null, postgres)
            : new(Path.Combine(environment.ContentRootPath, configuration["Marketplace:AppData"] ?? "App_Data", "jobs.db"), Postgres: null);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (SqlitePath is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(SqlitePath)!);
            using var database = new SqliteDatabase(SqlitePath);
            await database.EnableWriteAheadLogAsync(cancellationToken);
            return;
        }

        await using var server = new PostgresServer(Postgres!);
        await server.CreateSchemaAsync(Schema, cancellationToken);
    }

    public void Use(IPersistentStoreBuilder store)
    {
        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
        store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
        if (SqlitePath is not null)
        {
            using var database = new SqliteDatabase(SqlitePath);
            store.UseSqlite(database.ConnectionString);
        }
        else
        {
            // Its statements name the schema: whatever stands between us and the server may change its end of a connection.
            store.ConfigureStore(options => options.TablePrefix = Schema + ".qrtz_");
            store.UsePostgres(PostgresServer.ConnectionStringForOthers(Postgres!));
            store.UseClustering();
        }
    }
}
