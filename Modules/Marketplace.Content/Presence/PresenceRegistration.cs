using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Presence;

internal static class PresenceRegistration
{
    internal static IServiceCollection AddPresence(this IServiceCollection services) =>
        services
            .AddDataMigration<PresenceTables>()
            .AddSingleton<OpenPages>()
            .AddSingleton<IItemParts>(x => x.GetRequiredService<OpenPages>());
}
