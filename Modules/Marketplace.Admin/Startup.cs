using Marketplace.Admin.Navigation;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Admin;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<INavigationProvider, AdminOverviewMenu>();
        services.AddSingleton<IPermissionProvider, Permissions>();
    }
}
