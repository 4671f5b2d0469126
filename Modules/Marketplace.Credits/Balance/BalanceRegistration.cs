using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

internal static class BalanceRegistration
{
    public static IServiceCollection AddBalancePanels(this IServiceCollection services) => services
        .AddSingleton<ReadBalancePanel>()
        .AddSingleton<ReadDailyBalances>()
        .AddScoped<BalanceChart>();
}
