using Marketplace.Data;
using Marketplace.Payments.Blocks;
using Marketplace.Payments.BuyCredits;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.History;
using Marketplace.Payments.Overview;
using Marketplace.Payments.Packages;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Purchases;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.Reconciliation;
using Marketplace.Payments.Settings;
using Marketplace.Payments.Timeline;
using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Payments;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddDataMigration<Migrations>();
        services.TryAddScoped<IPaymentGateway, NoPaymentGateway>();
        services.AddPaymentMethods();
        services.AddLimits().AddReceipts().AddPaymentHistory().AddVerifiedPurchases().AddPaymentSettings();
        services
            .AddScoped<ITopUps, TopUpActions>()
            .AddScoped<StartTopUpCommand>()
            .AddScoped<ApplyIntentCommand>()
            .AddScoped<ChargeSavedMethodCommand>()
            .AddSingleton<FailTopUp>()
            .AddScoped<RefreshTopUpCommand>()
            .AddScoped<TopUpRequestRules>()
            .AddScoped<ReadTopUpBody>()
            .AddSingleton<TopUpRows>()
            .AddSingleton<ClientSecrets>()
            .AddScoped<ReadSales>()
            .AddScoped<PackageRules>()
            .AddScoped<ChangePackages>()
            .AddScoped<SavePackage>()
            .AddApprovalKind<PackageApproval>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, PaymentsMenu>()
            .AddRefunds()
            .AddReconciliation()
            .AddTimeline()
            .AddScoped<IContentBlock, PackageTableBlock>()
            .AddToZone<SalesFigureViewComponent>(Zones.AdminOverview, order: 10, Permissions.ViewPayments)
            .AddToZone<SalesChartViewComponent>(Zones.AdminOverview, order: 110, Permissions.ViewPayments)
            .AddToZone<BuyCreditsViewComponent>(Zones.Wallet, order: 10)
            .AddToZone<PaymentConfigViewComponent>(Zones.BodyEnd, order: 10);
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapTopUps();
        routes.MapReceipts();
        HistoryEndpoints.Map(routes);
        PurchaseEndpoint.Map(routes);
        routes.MapPaymentMethods();
    }
}
