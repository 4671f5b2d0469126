using Marketplace.Catalog;
using Marketplace.Data;
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
            .AddSingleton<IGridClient, SimulatedGrid>()
            .AddScoped<IProductFulfiller, QueueDeployment>()
            .AddScoped<MoveDeployment>()
            .AddEventHandler<DeploymentQueued, StartProvisioning>()
            .AddJob<ProvisionDeployment, ProvisioningStep>()
            .AddBackgroundTask<ResumeProvisioning>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, DeploymentsMenu>()
            .AddToZone<DeploymentsCardViewComponent>(Zones.DashboardOverview, order: 20);

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGet("/api/deployments/{id}", DeploymentEndpoint.HandleAsync)
            .RequireAuthorization().WithTags("Deployments").WithName("GetDeployment").WithSummary("Tells how far a deployment is and how to reach it");
}
