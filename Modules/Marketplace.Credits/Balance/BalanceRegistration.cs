using Marketplace.Credits.Balance.Chart;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Balance;

internal static class BalanceRegistration
{
    public static IServiceCollection AddBalancePanels(this IServiceCollection services) => services
        .AddSingleton<ReadBalancePanel>()
        .AddSingleton<ReadDailyBalances>()
        .AddScoped<BalanceChart>();
}
