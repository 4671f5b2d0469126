using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Items;

internal static class ItemsRegistration
{
    internal static IServiceCollection AddItems(this IServiceCollection services) =>
        services
            .AddDataMigration<ItemTables>()
            .AddSingleton<IContentKinds, OwnKinds>()
            .AddSingleton<KindCatalogue>()
            .AddSingleton<ItemRules>()
            .AddSingleton<ItemStore>()
            .AddSingleton<ItemHistory>()
            .AddSingleton<ItemList>()
            .AddSingleton<ContentStamp>();
}
