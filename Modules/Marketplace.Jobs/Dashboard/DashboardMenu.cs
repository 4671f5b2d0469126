using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs.Dashboard;

internal sealed class DashboardMenu(IStringLocalizer<DashboardMenu> localizer) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ? [new MenuItem(
                localizer["Jobs of all tenants"], "~" + DashboardPages.Path, "cpu", Order: 931, Group: localizer["System"],
                Permission: DashboardPermissions.SeeHostJobs)]
            : [];
}
