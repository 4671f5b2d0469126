using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Overview;
using Marketplace.Adjustments.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddAdjustments()
        .AddCampaigns()
        .AddSingleton<IPermissionProvider, Permissions>()
        .AddScoped<INavigationProvider, AdjustmentsMenu>()
        .AddOverview();
}
