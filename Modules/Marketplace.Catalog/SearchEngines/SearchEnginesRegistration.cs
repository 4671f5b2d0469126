using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.SearchEngines;

internal static class SearchEnginesRegistration
{
    public static IServiceCollection AddSearchEngines(this IServiceCollection services) =>
        services
            .AddScoped<ProductData>()
            .AddScoped<ISitemapSource, ShelfSitemap>()
            .AddScoped<ISharedTitles, ShelfTitles>();
}
