using Marketplace.Content.Addresses;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Navigation;
using Marketplace.Content.Overview;
using Marketplace.Content.People;
using Marketplace.Content.Presence;
using Marketplace.Content.Publishing;
using Marketplace.Content.Reviews;
using Marketplace.Content.Serving;
using Marketplace.Content.Sharing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, ContentMenu>()
            .AddItems()
            .AddAddresses()
            .AddPublishing()
            .AddEditing()
            .AddPeople()
            .AddReviews()
            .AddSharing()
            .AddPresence()
            .AddOverview()
            .AddServing();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        app.UseReaders();
        routes.MapSitemaps();
        routes.MapDrafts();
        routes.MapPresence();
    }
}
