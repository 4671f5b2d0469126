using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs;

internal sealed class AdminMenu(IStringLocalizer<AdminMenu> localizer) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ? [new MenuItem(
                localizer["Jobs"], "~/admin/jobs", "clock-history", Order: 930, Group: localizer["System"],
                Permission: Permissions.ManageJobs)]
            : [];
}
