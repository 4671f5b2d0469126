using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Purchases;

internal static class PurchasesRegistration
{
    public static IServiceCollection AddVerifiedPurchases(this IServiceCollection services) => services
        .AddScoped<VerifyPurchase>()
        .AddScoped<PurchaseEndpoint>();
}
