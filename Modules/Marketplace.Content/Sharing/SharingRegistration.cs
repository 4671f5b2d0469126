using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Sharing;

internal static class SharingRegistration
{
    internal static IServiceCollection AddSharing(this IServiceCollection services) =>
        services
            .AddDataMigration<ShareTables>()
            .AddSingleton<ShareLinks>()
            .AddSingleton<IItemParts>(x => x.GetRequiredService<ShareLinks>());
}
