using System.Text.Json;
using Marketplace.Abstractions;
using Marketplace.Data;

namespace Marketplace.Hosting.Tenants;

/// <summary>
/// The host database: tenants with their features and settings. Every change raises the tenant's version and tells the other processes.
/// </summary>
internal sealed class HostStore(HostDatabase host, TimeProvider time)
{
    public const string Channel = "marketplace_tenants";

    private const string Columns =
        "name, display_name, hosts, path_prefix, is_default, state, features, splits, settings, protected_database, version";

    public async Task<IReadOnlyList<TenantRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await host.Database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Row>($"select {Columns} from tenants order by name", cancellationToken: cancellationToken);
        return [.. rows.Select(x => x.ToRecord())];
    }

    public async Task<TenantRecord?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var session = await host.Database.OpenAsync(cancellationToken);
        var row = await session.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns} from tenants where name = @name", new { name }, cancellationToken);
        return row?.ToRecord();
    }

    /// <returns>False when a tenant of this name exists.</returns>
    public Task<bool> InsertAsync(TenantRecord record, CancellationToken cancellationToken) =>
        WriteAsync(
            record,
            """
            insert into tenants (name, display_name, hosts, path_prefix, is_default, state, features, splits, settings, protected_database,
            version,
              created_at, updated_at)
            values (@Name, @DisplayName, @Hosts, @PathPrefix, @IsDefault, @State, @Features, @Splits, @Settings, @ProtectedDatabase,
            @Version, @Now, @Now)
            on conflict (name) do nothing
            """,
            cancellationToken);

    /// <summary>Writes a record whose version is one more than the one it was made from.</summary>
    /// <returns>False when somebody else changed the tenant meanwhile.</returns>
    public Task<bool> UpdateAsync(TenantRecord record, CancellationToken cancellationToken) =>
        WriteAsync(
            record,
            """
            update tenants set display_name = @DisplayName, hosts = @Hosts, path_prefix = @PathPrefix, is_default = @IsDefault,
            state = @State,
              features = @Features, splits = @Splits, settings = @Settings, protected_database = @ProtectedDatabase, version = @Version,
              updated_at = @Now
            where name = @Name and version = @Version - 1
            """,
            cancellationToken);

    private Task<bool> WriteAsync(TenantRecord record, string sql, CancellationToken cancellationToken) =>
        host.Database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var before = await db.QuerySingleOrDefaultAsync<Row>(
                    $"select {Columns} from tenants where name = @Name {db.Dialect.ForUpdate}", new { record.Name }, cancellationToken);
                var written = await db.ExecuteAsync(sql, Row.From(record, now), cancellationToken);
                if (written == 1)
                    await HostAudit.WriteAsync(db, before?.ToRecord(), record, now, cancellationToken);
                if (host.Server is not null)
                    await PostgresServer.NotifyAsync(db, Channel, record.Name, cancellationToken);
                return written == 1;
            },
            cancellationToken);

    private sealed record Row
    {
        public required string Name { get; init; }

        public required string DisplayName { get; init; }

        public required string Hosts { get; init; }

        public required string PathPrefix { get; init; }

        public required bool IsDefault { get; init; }

        public required string State { get; init; }

        public required string Features { get; init; }

        public required string Splits { get; init; }

        public required string Settings { get; init; }

        public string? ProtectedDatabase { get; init; }

        public required long Version { get; init; }

        public DateTimeOffset Now { get; init; }

        public static Row From(TenantRecord record, DateTimeOffset now) => new()
        {
            Name = record.Name,
            DisplayName = record.DisplayName,
            Hosts = JsonSerializer.Serialize(record.Hosts),
            PathPrefix = record.PathPrefix,
            IsDefault = record.IsDefault,
            State = record.State.ToString(),
            Features = JsonSerializer.Serialize(record.Features),
            Splits = JsonSerializer.Serialize(record.Splits),
            Settings = record.Settings.ToJson(),
            ProtectedDatabase = record.ProtectedDatabase,
            Version = record.Version,
            Now = now,
        };

        public TenantRecord ToRecord() => new()
        {
            Name = Name,
            DisplayName = DisplayName,
            Hosts = JsonSerializer.Deserialize<string[]>(Hosts)!,
            PathPrefix = PathPrefix,
            IsDefault = IsDefault,
            State = Enum.Parse<TenantState>(State),
            Features = JsonSerializer.Deserialize<string[]>(Features)!,
            Splits = JsonSerializer.Deserialize<string[]>(Splits)!,
            Settings = TenantSettings.Parse(Settings),
            ProtectedDatabase = ProtectedDatabase,
            Version = Version,
        };
    }
}

[StoredName("Marketplace.Hosting.HostTables")]
internal sealed class HostTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table tenants (
              name text primary key,
              display_name text not null,
              hosts text not null,
              path_prefix text not null,
              is_default boolean not null,
              state text not null,
              features text not null,
              settings text not null,
              protected_database text,
              version bigint not null,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create table data_protection_keys (name text primary key, xml text not null);
            """);
        return 1;
    }

    /// <summary>Features that became modules of their own; see <see cref="TenantRecord.Splits"/>.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table tenants add column splits text not null default '[]'");
        return 2;
    }

    /// <summary>One form of each host name and path prefix.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await TenantAddressUpgrade.RunAsync(db);
        return 3;
    }
}
