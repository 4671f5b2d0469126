using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments;

internal sealed class DeploymentsMenu(IStringLocalizer<DeploymentsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new(text["Deployments"], "~/dashboard/deployments", "hdd-network", 30)],
        Menus.Admin => [new(text["Deployments"], "~/admin/deployments", "hdd-network", 20, text["Catalog"], Permissions.ManageDeployments)],
        _ => [],
    };
}
