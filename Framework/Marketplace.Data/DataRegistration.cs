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
            .AddSingleton<KnownHandlers>()
            .AddSingleton<OutboxRelay>()
            .AddSingleton<WaitingDeliveries>()
            .AddSingleton<OutboxPurge>()
            .AddSingleton<Readers>()
            .AddSingleton<IDocumentStore, DocumentStore>()
            .AddDataMigration<DataTables>();
}
