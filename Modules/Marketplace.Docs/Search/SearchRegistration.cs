using Marketplace.Content.Publishing;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Docs.Search;

internal static class SearchRegistration
{
    internal static IServiceCollection AddSearch(this IServiceCollection services) =>
        services
            .AddDataMigration<SearchTables>()
            .AddSingleton<SearchIndex>()
            .AddSingleton<Vocabularies>()
            .AddSingleton<SearchMetrics>()
            .AddSingleton<SearchDocs>()
            .AddScoped<PageSections>()
            .AddScoped<IndexPages>()
            .AddEventHandler<ContentPublished, IndexPublishedPage>()
            .AddEventHandler<ContentUnpublished, ForgetUnpublishedPage>()
            .AddBackgroundTask<CatchUpSearch>();
}
