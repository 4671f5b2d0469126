using Marketplace.Data;
using Marketplace.Orders.BuyNow;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Orders.Placing;
using Marketplace.Orders.Units;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<OrderTables>()
            .AddSingleton<PendingPurchaseStore>()
            .AddScoped<Offer>()
            .AddScoped<PlaceOrder>()
            .AddScoped<BuyWithCredits>()
            .AddScoped<IOrders, OrderActions>()
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
            .AddToZone<BuyNowButtonViewComponent>(Zones.ProductCard, order: 10)
            .AddToZone<PurchasePanelViewComponent>(Zones.ProductPurchase, order: 10)
            .AddToZone<BuyCreditsDialogViewComponent>(Zones.ShelfEnd, order: 10);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapPurchases();
}
