using Marketplace.Content.Addresses;
using Marketplace.Content.Announcements;
using Marketplace.Content.Areas.Content.Pages.Admin;
using Marketplace.Content.Blocks;
using Marketplace.Content.Cards;
using Marketplace.Content.Editing;
using Marketplace.Content.Exchange;
using Marketplace.Content.Forwarding;
using Marketplace.Content.HomeBlocks;
using Marketplace.Content.Items;
using Marketplace.Content.Legal;
using Marketplace.Content.Links;
using Marketplace.Content.Media;
using Marketplace.Content.Navigation;
using Marketplace.Content.Overview;
using Marketplace.Content.People;
using Marketplace.Content.Presence;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Content.Reviews;
using Marketplace.Content.Serving;
using Marketplace.Content.Sharing;
using Marketplace.Content.SiteMenus;
using Marketplace.Content.Wording;
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
            .AddRendering()
            .AddBlocks()
            .AddMedia()
            .AddItems()
            .AddAddresses()
            .AddPublishing()
            .AddEditing()
            .AddPeople()
            .AddReviews()
            .AddSharing()
            .AddPresence()
            .AddOverview()
            .AddServing()
            .AddCards()
            .AddSiteMenus()
            .AddForwarding()
            .AddLinks()
            .AddLegal()
            .AddWording()
            .AddScoped<ItemWarnings>()
            .AddExchange()
            .AddAnnouncements()
            .AddHomeBlocks();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        app.UseReaders();
        routes.MapSitemaps();
        routes.MapCards();
        routes.MapDrafts();
        routes.MapPresence();
        routes.MapMedia();
        routes.MapMediaEndpoints();
        routes.MapEditing();
        routes.MapAnnouncements();
    }
}
