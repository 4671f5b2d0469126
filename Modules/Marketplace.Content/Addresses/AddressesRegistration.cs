using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Addresses;

internal static class AddressesRegistration
{
    internal static IServiceCollection AddAddresses(this IServiceCollection services) =>
        services
            .AddDataMigration<AddressTables>()
            .AddSingleton<ReservedAddresses>()
            .AddSingleton<AddressCheck>()
            .AddSingleton<Redirects>()
            .AddSingleton<RedirectHits>()
            .AddSingleton<ITenantEvents>(x => x.GetRequiredService<RedirectHits>());
}
