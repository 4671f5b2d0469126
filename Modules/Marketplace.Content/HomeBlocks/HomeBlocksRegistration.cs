using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.HomeBlocks;

internal static class HomeBlocksRegistration
{
    /// <summary>Behind the shelves of the shop: these are what visitors come for.</summary>
    internal static IServiceCollection AddHomeBlocks(this IServiceCollection services) =>
        services.AddToZone<HomeBlocksViewComponent>(Zones.Home, order: 90);
}
