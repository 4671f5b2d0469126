using Marketplace.Data;
using Marketplace.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<Migrations>()
            .AddSingleton<ProductStore>()
            .AddSingleton<PendingPurchaseStore>()
            .AddSingleton<PriceText>()
            .AddScoped<Offer>()
            .AddScoped<PlaceOrder>()
            .AddScoped<BuyWithCredits>()
            .AddScoped<IOrders, Orders>()
            .AddScoped<CardPurchase>()
            .AddScoped<PurchaseProblems>()
            .AddScoped<TopUpChoices>()
            .AddScoped<BuyNowEndpoint>()
            .AddScoped<InstantPurchaseEndpoint>()
            .AddScoped<PurchaseWithTopUpEndpoint>()
            .AddEventHandler<TopUpSucceeded, CompletePendingPurchase>()
            .AddEventHandler<TopUpFailed, NotePaymentFailure>()
            .AddScoped<TellOperators>()
            .AddEventHandler<OrderFailed, TellOfFailedDelivery>()
            .AddEventHandler<PurchaseNotBought, TellOfUnboughtPurchase>()
            .AddSingleton<INotificationKinds, FailureNotifications>()
            .AddScoped<IRecipeStepHandler, CatalogStep>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, CatalogMenu>()
            .AddToZone<CategoryCardsViewComponent>(Zones.Home, order: 10);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => routes.MapPurchases();
}
