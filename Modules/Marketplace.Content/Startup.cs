using Marketplace.Content.Addresses;
using Marketplace.Content.Editing;
using Marketplace.Content.Exchange;
using Marketplace.Content.Forwarding;
using Marketplace.Content.Items;
using Marketplace.Content.Links;
using Marketplace.Content.Navigation;
using Marketplace.Content.Publishing;
using Marketplace.Content.Serving;
using Marketplace.Content.SiteMenus;
using Marketplace.Content.Wording;
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
            .AddServing()
            .AddSiteMenus()
            .AddForwarding()
            .AddLinks()
            .AddWording()
            .AddExchange();
}
