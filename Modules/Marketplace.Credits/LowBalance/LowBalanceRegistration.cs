using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.LowBalance;

internal static class LowBalanceRegistration
{
    public static IServiceCollection AddLowBalance(this IServiceCollection services) => services
        .AddDataMigration<LowBalanceTables>()
        .AddSingleton<ReadThreshold>()
        .AddSingleton<ChooseThreshold>()
        .AddEventHandler<WalletChanged, WatchBalance>()
        .AddEventHandler<CreditsRanLow, TellCreditsRanLow>()
        .AddToZone<LowBalanceBannerViewComponent>(Zones.DashboardOverview, order: 1);
}
