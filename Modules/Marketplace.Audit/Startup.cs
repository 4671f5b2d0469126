using Marketplace.Audit.Approvals;
using Marketplace.Audit.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddTrail()
        .AddApprovals()
        .AddSingleton<IPermissionProvider, Permissions>()
        .AddScoped<INavigationProvider, AuditMenu>();
}
