using Marketplace.Credits;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Overview;

internal static class OverviewRegistration
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddToZone<AdjustAccountViewComponent>(CreditsZones.AccountActions, order: 10, Permissions.AdjustBalances)
        .AddToZone<RefundTransactionViewComponent>(CreditsZones.TransactionActions, order: 10, Permissions.AdjustBalances);
}
