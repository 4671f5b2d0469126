using Marketplace.Data;
using Marketplace.Payments.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Charging;

internal static class LimitsRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services) => services
        .AddDataMigration<LimitTables>()
        .AddScoped<DailyLimits>()
        .AddScoped<GiveUpTopUp>()
        .AddScoped<MakeRoom>()
        .AddBackgroundTask<ForgetTopUpDays>();
}
