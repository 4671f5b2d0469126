using Marketplace.Credits.BurnRate;
using Marketplace.Data;
using Marketplace.Deployments.Api;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;
using Marketplace.Deployments.Overview;
using Marketplace.Deployments.Provisioning;
using Marketplace.Deployments.RecurringCosts;
using Marketplace.Deployments.SimulatedGrid;
using Marketplace.Orders.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddDataMigration<Migrations>()
            .AddSingleton<DeploymentStore>()
            .AddSingleton<IGridClient, SimulatedGridClient>()
            .AddScoped<IProductFulfiller, QueueDeployment>()
            .AddScoped<MoveDeployment>()
            .AddEventHandler<DeploymentQueued, StartProvisioning>()
            .AddEventHandler<DeploymentFailed, CancelWorkload>()
            .AddJob<ProvisionDeployment, ProvisioningStep>()
            .AddBackgroundTask<ResumeProvisioning>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, DeploymentsMenu>()
            .AddScoped<ReadActivity>()
            .AddScoped<ReadCustomerFigures>()
            .AddScoped<IRecurringCosts, DeploymentCosts>()
            .AddToZone<CustomerFiguresViewComponent>(Zones.DashboardOverview, order: 15)
            .AddToZone<DeploymentsCardViewComponent>(Zones.DashboardOverview, order: 20)
            .AddToZone<ActivityFigureViewComponent>(Zones.AdminOverview, order: 30, Permissions.ManageDeployments)
            .AddToZone<ActivityChartViewComponent>(Zones.AdminOverview, order: 120, Permissions.ManageDeployments)
            .AddToZone<FailedDeploymentsViewComponent>(Zones.AdminAttention, order: 10, Permissions.ManageDeployments);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGet("/api/deployments/{id}", DeploymentEndpoint.HandleAsync)
            .RequireAuthorization().WithTags("Deployments").WithName("GetDeployment")
            .WithSummary("Tells how far a deployment is and how to reach it");
}
