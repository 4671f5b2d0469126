using Marketplace.Catalog.Blocks;
using Marketplace.Catalog.Home;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Recipes;
using Marketplace.Catalog.SearchEngines;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<Migrations>()
            .AddSingleton<ProductStore>()
            .AddSingleton<IProducts>(x => x.GetRequiredService<ProductStore>())
            .AddSingleton<IAuditActs, ProductActs>()
            .AddSingleton<PriceText>()
            .AddContentBlocks()
            .AddSearchEngines()
            .AddScoped<IRecipeStepHandler, CatalogStep>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, CatalogMenu>()
            .AddToZone<CategoryCardsViewComponent>(Zones.Home, order: 10);
}
