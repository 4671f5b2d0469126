using Marketplace.Content.Editing;
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
            .AddEditing()
            .AddScoped<INavigationProvider, ContentMenu>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) => routes.MapEditing();
}
