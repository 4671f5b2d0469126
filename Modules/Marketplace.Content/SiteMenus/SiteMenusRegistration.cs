using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.SiteMenus;

internal static class SiteMenusRegistration
{
    internal static IServiceCollection AddSiteMenus(this IServiceCollection services) =>
        services
            .AddDataMigration<SiteMenuTables>()
            .AddSingleton<IPassingMenuItems, PricingEntry>()
            .AddSingleton<SiteMenuStore>()
            .AddSingleton<SiteMenuRules>()
            .AddSingleton<ShownMenus>()
            .AddSingleton<IEditedMenus>(x => x.GetRequiredService<ShownMenus>());
}
