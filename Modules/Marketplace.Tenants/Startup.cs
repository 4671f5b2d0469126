using Marketplace.Data;
using Marketplace.Tenants.Directory;
using Marketplace.Tenants.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tenants;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddSingleton<ThemeChoice>()
            .AddScoped<SaveSettings>()
            .AddApprovalKind<UnitValueApproval>()
            .AddToZone<MissingAddressViewComponent>(Zones.AdminAttention, order: 14, Permissions.ManageSettings)
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddSingleton<INavigationProvider, AdminMenu>();
}

/// <summary>The list of all tenants, on the tenant that runs the host.</summary>
[Feature("Marketplace.Tenants.Directory")]
public sealed class DirectoryStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services
            .AddToZone<ReservedPrefixViewComponent>(Zones.AdminAttention, order: 15, DirectoryPermissions.ManageTenants)
            .AddSingleton<IPermissionProvider, DirectoryPermissions>()
            .AddSingleton<INavigationProvider, DirectoryMenu>();
}
