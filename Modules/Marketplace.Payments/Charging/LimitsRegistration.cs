using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments;

internal static class LimitsRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services) => services
        .AddDataMigration<LimitTables>()
        .AddScoped<DailyLimits>()
        .AddScoped<GiveUpTopUp>()
        .AddScoped<MakeRoom>()
        .AddBackgroundTask<ForgetTopUpDays>();
}
