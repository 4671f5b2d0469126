using Marketplace.Abstractions;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting;

/// <summary>Where the host's tables live: the file <c>host.db</c> in the data folder, or the schema <c>host</c> of the PostgreSQL database that is set.</summary>
internal sealed class HostDatabase(IDatabase database, PostgresServer? server)
{
    public IDatabase Database => database;

    /// <summary>Null on SQLite.</summary>
    public PostgresServer? Server => server;

    /// <exception cref="StartupException">The database cannot be reached or made.</exception>
    public static async Task<HostDatabase> OpenAsync(AppData appData, string? connectionString, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var host = connectionString is null ? await OpenSqliteAsync(appData, cancellationToken) : await OpenPostgresAsync(connectionString, cancellationToken);
        var failures = await new MigrationRunner(host.Database, time, loggers.CreateLogger<MigrationRunner>()).RunAsync([typeof(HostTables), typeof(HostAuditTables)], _ => "host", cancellationToken);
        return failures.Count == 0
            ? host
            : throw new StartupException($"The host database could not be prepared: {failures["host"]} Mend it or restore a backup, then start again.");
    }

    private static async Task<HostDatabase> OpenSqliteAsync(AppData appData, CancellationToken cancellationToken)
    {
        var path = Path.Combine(appData.Folder, "host.db");
        try
        {
            var database = new SqliteDatabase(path);
            await database.EnableWriteAheadLogAsync(cancellationToken);
            return new HostDatabase(database, server: null);
        }
        catch (System.Data.Common.DbException e)
        {
            throw new StartupException($"The host database '{path}' cannot be opened ({e.Message}): check that the file is intact, writable and not locked by another program.", e);
        }
    }

    private static async Task<HostDatabase> OpenPostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            var server = new PostgresServer(connectionString);
            await server.CreateSchemaAsync("host", cancellationToken);
            return new HostDatabase(server.Schema("host"), server);
        }
        catch (Exception e) when (e is ArgumentException or System.Data.Common.DbException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new StartupException($"The PostgreSQL database of the setting Marketplace:Database cannot be used ({FirstLine(e.Message)}): correct the connection string, or remove the setting to use SQLite.", e);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('.', '\r', ' ');
}
