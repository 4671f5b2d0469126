using Marketplace.Content.Media;
using Marketplace.Content.Navigation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddMedia()
            .AddScoped<INavigationProvider, ContentMenu>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapMedia();
        routes.MapMediaEndpoints();
    }
}
