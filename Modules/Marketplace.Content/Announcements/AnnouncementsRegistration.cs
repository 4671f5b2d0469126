using Marketplace.Content.Items;
using Marketplace.Content.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Announcements;

internal static class AnnouncementsRegistration
{
    internal static IServiceCollection AddAnnouncements(this IServiceCollection services) =>
        services
            .AddSingleton<IContentKinds, AnnouncementKind>()
            .AddSingleton<PublishedAnnouncements>()
            .AddSingleton<ShownBanners>()
            .AddSingleton<IVisitorVariant>(x => x.GetRequiredService<ShownBanners>())
            .AddScoped<AnnouncementFeed>()
            .AddToZone<BannersViewComponent>(Zones.Banner);

    internal static void MapAnnouncements(this IEndpointRouteBuilder routes) => AnnouncementFeed.Map(routes);
}
