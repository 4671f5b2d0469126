using System.Globalization;
using System.Reflection;
using Marketplace.Abstractions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Data;

/// <summary>Brings a tenant's database to the version its features need, one transaction per migration class.</summary>
public sealed class MigrationRunner(IDatabase database, TimeProvider time, ILogger<MigrationRunner> logger)
{
    /// <returns>For each feature whose migration failed, a sentence that says why; the failed class changed nothing, and the feature's
    /// later ones did not run.</returns>
    /// <param name="featureOf">The feature a migration class belongs to.</param>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        IEnumerable<Type> migrations, Func<Type, string> featureOf, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        var versions = await ReadVersionsAsync(cancellationToken);
        foreach (var type in migrations)
        {
            var feature = featureOf(type);
            if (failures.ContainsKey(feature)
                || (versions.TryGetValue(StoredNames.Of(type), out var version) && UpdateFrom(type, version) is null))
                continue;
            try
            {
                await MigrateAsync(type, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(
                    e, "The migration {Migration} of feature {Feature} failed; the feature stays off", StoredNames.Of(type), feature);
                failures.Add(feature, $"Its migration {type.Name} failed: {e.Message}");
            }
        }

        return failures;
    }

    private async Task MigrateAsync(Type type, CancellationToken cancellationToken)
    {
        await using var db = await BeginAloneAsync(cancellationToken);
        var name = StoredNames.Of(type);
        // Another process may have migrated meanwhile: look again.
        var before = await db.ScalarAsync<int?>("select version from migrations where name = @name", new { name }, cancellationToken) ?? 0;
        var migration = (DataMigration)Activator.CreateInstance(type)!;
        var version = before == 0 ? Newer(0, await migration.CreateAsync(db), nameof(migration.CreateAsync)) : before;
        while (UpdateFrom(type, version) is { } update)
            version = Newer(
                version,
                await (Task<int>)update.Invoke(migration, BindingFlags.DoNotWrapExceptions, null, [db], CultureInfo.InvariantCulture)!,
                update.Name);
        if (version == before)
            return;
        await db.ExecuteAsync(
            """
            insert into migrations (name, version, applied_at) values (@name, @version, @now)
            on conflict (name) do update set version = excluded.version, applied_at = excluded.applied_at
            """,
            new { name, version, now = time.GetUtcNow() },
            cancellationToken);
        await db.CommitAsync(cancellationToken);
        // A new database is no news of its own; a changed one is.
        logger.Log(
            before == 0 ? LogLevel.Debug : LogLevel.Information, "Migrated {Migration} from version {Before} to {Version}", name, before,
            version);
    }

    private async Task<Dictionary<string, int>> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        await using (var session = await database.OpenAsync(cancellationToken))
        {
            if (await session.ScalarAsync<string>(database.Dialect.FindTable, new { table = "migrations" }, cancellationToken) is not null)
            {
                var rows = await session.QueryAsync<(string Name, int Version)>(
                    "select name, version from migrations", cancellationToken: cancellationToken);
                return rows.ToDictionary(x => x.Name, x => x.Version, StringComparer.Ordinal);
            }
        }

        await using var db = await BeginAloneAsync(cancellationToken);
        await db.ExecuteAsync(
            "create table if not exists migrations (name text primary key, version integer not null, applied_at timestamptz not null)",
            cancellationToken: cancellationToken);
        await db.CommitAsync(cancellationToken);
        return [];
    }

    /// <summary>A transaction that no other migration of the same schema shares, in this process or another.</summary>
    private async Task<UnitOfWork> BeginAloneAsync(CancellationToken cancellationToken)
    {
        var db = await database.BeginAsync(cancellationToken);
        try
        {
            if (db.Dialect.LockMigrations is { } statement)
                await db.ScalarAsync<string>(statement, cancellationToken: cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private static int Newer(int before, int after, string method) =>
        after > before
            ? after
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{method} must lead to a version above {before}, but returned {after}."));

    private static MethodInfo? UpdateFrom(Type type, int version) =>
        type.GetMethod(string.Create(CultureInfo.InvariantCulture, $"UpdateFrom{version}Async"), [typeof(UnitOfWork)]);
}
