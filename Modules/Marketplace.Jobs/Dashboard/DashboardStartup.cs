using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Dashboard;

/// <summary>Hangfire's own pages, which show the jobs of every tenant, on the tenant that runs the host.</summary>
[Feature(FeatureId)]
public sealed class DashboardStartup : StartupBase
{
    public const string FeatureId = "Marketplace.Jobs.Dashboard";

    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton<DashboardPages>()
            .AddSingleton<IPermissionProvider, DashboardPermissions>()
            .AddSingleton<INavigationProvider, DashboardMenu>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.Map(
                DashboardPages.Path + "/{**page}",
                (Microsoft.AspNetCore.Http.HttpContext context) =>
                    context.RequestServices.GetRequiredService<DashboardPages>().ServeAsync(context))
            .WithMetadata(new RequirePermissionAttribute(DashboardPermissions.SeeHostJobs), new ExcludeFromDescriptionAttribute());
}
