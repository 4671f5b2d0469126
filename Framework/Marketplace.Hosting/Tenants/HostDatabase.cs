using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Tenants;

/// <summary>
/// Where the host's tables live: the file <c>host.db</c> in the data folder, or the schema <c>host</c> of the PostgreSQL database that is
/// set.
/// </summary>
internal sealed class HostDatabase(IDatabase database, PostgresServer? server)
{
    public const string Setting = "Marketplace:Database";
    public const string DirectSetting = "Marketplace:DirectDatabase";

    private const string Schema = "host";

    public IDatabase Database => database;

    /// <summary>Null on SQLite.</summary>
    public PostgresServer? Server => server;

    /// <param name="connectionString">Of PostgreSQL; null for SQLite.</param>
    /// <param name="direct">The same database without a pooler; null where the other leads to the server itself.</param>
    /// <exception cref="StartupException">The database cannot be reached or made.</exception>
    public static async Task<HostDatabase> OpenAsync(
        AppData appData, string? connectionString, string? direct, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var host = connectionString is null
            ? await OpenSqliteAsync(appData, cancellationToken)
            : await OpenPostgresAsync(connectionString, direct, cancellationToken);
        var failures = await new MigrationRunner(host.Database, time, loggers.CreateLogger<MigrationRunner>())
            .RunAsync([typeof(HostTables), typeof(HostAuditTables)], _ => "host", cancellationToken);
        return failures.Count == 0
            ? host
            : throw new StartupException(
                $"The host database could not be prepared: {failures["host"]} Mend it or restore a backup, then start again.");
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
            throw new StartupException(
                $"The host database '{path}' cannot be opened ({e.Message}): check that the file is intact, writable and not locked by "
                + "another program.", e);
        }
    }

    private static async Task<HostDatabase> OpenPostgresAsync(string connectionString, string? direct, CancellationToken cancellationToken)
    {
        var server = await UsableAsync(Setting, () => OpenServerAsync(connectionString, direct, cancellationToken));
        if (direct is null && await server.IsBehindPoolerAsync(cancellationToken))
        {
            await server.DisposeAsync();
            throw new StartupException(
                $"The setting {Setting} leads to a connection pooler: set {DirectSetting} to a connection string of the same database "
                + "that leads to the server itself.");
        }

        if (direct is not null)
            await UsableAsync(DirectSetting, () => CheckDirectAsync(server, direct, cancellationToken));
        return new HostDatabase(server.Schema(Schema), server);
    }

    private static async Task<PostgresServer> OpenServerAsync(string connectionString, string? direct, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(connectionString, direct);
        await server.CreateSchemaAsync(Schema, cancellationToken);
        return server;
    }

    /// <summary>Nothing that is to be heard or locked would be, on another database or past a second pooler.</summary>
    private static async Task<bool> CheckDirectAsync(PostgresServer server, string direct, CancellationToken cancellationToken)
    {
        await using var past = new PostgresServer(direct);
        if (await past.IsBehindPoolerAsync(cancellationToken))
            throw new StartupException($"The setting {DirectSetting} leads to a connection pooler: it must lead to the server itself.");
        if (await past.IdentifyAsync(cancellationToken) != await server.IdentifyAsync(cancellationToken))
            throw new StartupException(
                $"The settings {Setting} and {DirectSetting} lead to two different databases: they must lead to the same.");
        return true;
    }

    private static async Task<T> UsableAsync<T>(string setting, Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception e)
            when (e is ArgumentException or System.Data.Common.DbException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new StartupException(
                $"The PostgreSQL database of the setting {setting} cannot be used ({Reason(e)}): correct the connection string, or remove "
                + "the setting to use SQLite.", e);
        }
    }

    /// <summary>What the driver finds wrong with a connection string may be a part of its password.</summary>
    private static string Reason(Exception exception) =>
        exception is ArgumentException
            ? "it is not a connection string such as Host=db.example;Database=shop;Username=shop;Password=…"
            : exception.Message.Split('\n', 2)[0].TrimEnd('.', '\r', ' ');
}
