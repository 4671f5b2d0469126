using System.Globalization;
using Marketplace.Abstractions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Data;

/// <summary>Brings a tenant's database to the version its features need, one transaction per migration class.</summary>
public sealed class MigrationRunner(IDatabase database, TimeProvider time, ILogger<MigrationRunner> logger)
{
    /// <returns>For each feature whose migration failed, a sentence that says why; its tables are as they were before.</returns>
    /// <param name="featureOf">The feature a migration class belongs to.</param>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        IEnumerable<Type> migrations, Func<Type, string> featureOf, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        var versions = await ReadVersionsAsync(cancellationToken);
        foreach (var type in migrations)
        {
            versions.TryGetValue(type.FullName!, out var version);
            if (version > 0 && UpdateFrom(type, version) is null)
                continue;
            try
            {
                await MigrateAsync(type, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                var feature = featureOf(type);
                logger.LogError(e, "The migration {Migration} of feature {Feature} failed; the feature stays off", type.FullName, feature);
                failures.TryAdd(feature, $"Its migration {type.Name} failed: {(e.InnerException ?? e).Message}");
            }
        }

        return failures;
    }

    private async Task MigrateAsync(Type type, CancellationToken cancellationToken)
    {
        await using var db = await database.BeginAsync(cancellationToken);
        // Another process may migrate the same schema: wait for it, then look again.
        if (db.Dialect == Dialect.Postgres)
            await db.ScalarAsync<int>("select 1 from (select pg_advisory_xact_lock(hashtext(current_schema()))) as locked", cancellationToken: cancellationToken);
        var version = await db.ScalarAsync<int?>("select version from migrations where name = @name", new { name = type.FullName }, cancellationToken) ?? 0;
        var migration = (DataMigration)Activator.CreateInstance(type)!;
        var before = version;
        if (version == 0)
            version = await migration.CreateAsync(db);
        while (UpdateFrom(type, version) is { } update)
            version = await (Task<int>)update.Invoke(migration, [db])!;
        if (version == before)
            return;
        await db.ExecuteAsync(
            """
            insert into migrations (name, version, applied_at) values (@name, @version, @now)
            on conflict (name) do update set version = excluded.version, applied_at = excluded.applied_at
            """,
            new { name = type.FullName, version, now = time.GetUtcNow() },
            cancellationToken);
        await db.CommitAsync(cancellationToken);
        logger.LogInformation("Migrated {Migration} from version {Before} to {Version}", type.FullName, before, version);
    }

    private async Task<Dictionary<string, int>> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        const string Read = "select name, version from migrations";
        try
        {
            await using var session = await database.OpenAsync(cancellationToken);
            return (await session.QueryAsync<(string Name, int Version)>(Read, cancellationToken: cancellationToken)).ToDictionary(x => x.Name, x => x.Version, StringComparer.Ordinal);
        }
        catch (System.Data.Common.DbException)
        {
            // The first activation: there is no table yet.
            await using var db = await database.BeginAsync(cancellationToken);
            await db.ExecuteAsync("create table if not exists migrations (name text primary key, version integer not null, applied_at timestamptz not null)", cancellationToken: cancellationToken);
            var rows = await db.QueryAsync<(string Name, int Version)>(Read, cancellationToken: cancellationToken);
            await db.CommitAsync(cancellationToken);
            return rows.ToDictionary(x => x.Name, x => x.Version, StringComparer.Ordinal);
        }
    }

    private static System.Reflection.MethodInfo? UpdateFrom(Type type, int version) =>
        type.GetMethod(string.Create(CultureInfo.InvariantCulture, $"UpdateFrom{version}Async"), [typeof(UnitOfWork)]);
}
