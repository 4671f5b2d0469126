using System.Collections.Concurrent;
using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Hosting.Tenants;

/// <summary>Opens, makes and drops the databases of tenants.</summary>
internal sealed class TenantDatabases(HostDatabase host, AppData appData, IDataProtectionProvider protection)
{
    private readonly ConcurrentDictionary<string, PostgresServer> _servers = new(StringComparer.Ordinal);
    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.TenantDatabase");

    public string Protect(string connectionString) => _protector.Protect(connectionString);

    public IDatabase Open(TenantRecord record) =>
        ServerOf(record) is { } server ? server.Schema(SchemaOf(record)) : new SqliteDatabase(FileOf(record));

    /// <summary>
    /// Refuses a database of the tenant's own that has its schema already: only in the host's database is it known to be the remains of a
    /// creation that was cut short; elsewhere it may be another host's tenant.
    /// </summary>
    /// <exception cref="RecipeException">The schema is taken.</exception>
    public async Task CheckFreeAsync(TenantRecord record, CancellationToken cancellationToken)
    {
        if (record.ProtectedDatabase is not null && ServerOf(record) is { } server
            && await server.HasSchemaAsync(SchemaOf(record), cancellationToken))
            throw new RecipeException(
                $"The database has a schema '{SchemaOf(record)}' already, which may hold another site: choose another database, or drop "
                + "that schema if nobody needs it.");
    }

    /// <summary>Makes an empty database. What a tenant creation that was cut short left behind under this name is removed first.</summary>
    public async Task CreateAsync(TenantRecord record, CancellationToken cancellationToken)
    {
        await DropAsync(record, cancellationToken);
        if (ServerOf(record) is { } server)
        {
            await server.CreateSchemaAsync(SchemaOf(record), cancellationToken);
            return;
        }

        Directory.CreateDirectory(appData.TenantFolder(record.Name));
        await new SqliteDatabase(FileOf(record)).EnableWriteAheadLogAsync(cancellationToken);
    }

    public async Task DropAsync(TenantRecord record, CancellationToken cancellationToken)
    {
        if (ServerOf(record) is { } server)
            await server.DropSchemaAsync(SchemaOf(record), cancellationToken);
        SqliteDatabase.Delete(FileOf(record));
    }

    private string FileOf(TenantRecord record) => Path.Combine(appData.TenantFolder(record.Name), "tenant.db");

    /// <summary>The prefix keeps tenants away from the schemas <c>host</c> and <c>public</c>.</summary>
    private static string SchemaOf(TenantRecord record) => "tenant_" + record.Name;

    private PostgresServer? ServerOf(TenantRecord record) =>
        record.ProtectedDatabase is { } own ? _servers.GetOrAdd(_protector.Unprotect(own), x => new PostgresServer(x)) : host.Server;
}
