using Marketplace.Content.Publishing;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Links;

internal static class LinksRegistration
{
    internal static IServiceCollection AddLinks(this IServiceCollection services) =>
        services
            .AddDataMigration<LinkTables>()
            .AddSingleton<SiteRoutes>()
            .AddSingleton<CheckLinks>()
            .AddSingleton<BrokenLinks>()
            .AddJob<CheckLinksJob, LinksToCheck>()
            .AddBackgroundTask<CheckLinksNightly>()
            .AddEventHandler<ContentPublished, CheckLinksAfterPublishing>()
            .AddEventHandler<ContentUnpublished, CheckLinksAfterUnpublishing>();
}
