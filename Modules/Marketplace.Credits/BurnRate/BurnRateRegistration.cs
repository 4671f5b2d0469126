using Marketplace.Credits.Wallet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Credits.BurnRate;

internal static class BurnRateRegistration
{
    public static IServiceCollection AddBurnRate(this IServiceCollection services)
    {
        services.TryAddScoped<IAutoTopUpStatus, NoAutoTopUp>();
        services.TryAddSingleton<IAutoTopUp, NeverTopUp>();
        return services
            .AddScoped<IBurnRate, EstimateBurnRate>()
            .AddToZone<BurnRateViewComponent>(Zones.DashboardOverview, order: 18)
            .AddToZone<BurnRateViewComponent>(Zones.Wallet, order: 30);
    }
}
