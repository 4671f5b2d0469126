using Marketplace.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

public static class DataRegistration
{
    /// <summary>What every shell has, given an <see cref="IDatabase"/>: migrations, outbox and documents.</summary>
    public static IServiceCollection AddMarketplaceData(this IServiceCollection services) =>
        services
            .AddSingleton<MigrationRunner>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<IOutbox, Outbox>()
            .AddSingleton<OutboxRelay>()
            .AddSingleton<IDocumentStore, DocumentStore>()
            .AddDataMigration<DataTables>();
}

/// <summary>The tables of the data floor itself.</summary>
[StoredName("Marketplace.Data.DataTables")]
internal sealed class DataTables : DataMigration
{
    public DataTables()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table outbox (
              id text primary key,
              event text not null,
              payload text not null,
              created_at timestamptz not null,
              next_attempt_at timestamptz not null,
              claimed_until timestamptz,
              attempts integer not null,
              handled_by text not null,
              error text,
              done_at timestamptz);
            create index outbox_due on outbox (next_attempt_at) where done_at is null;
            create table documents (
              type text not null,
              id text not null,
              json text not null,
              version integer not null,
              updated_at timestamptz not null,
              primary key (type, id));
            """);
        return 1;
    }
}
