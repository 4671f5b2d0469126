using Microsoft.Extensions.Localization;

namespace Marketplace.Admin.Navigation;

internal sealed class AdminOverviewMenu(IStringLocalizer<AdminOverviewMenu> texts) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Admin =>
            [new MenuItem(texts["Overview"], "~/admin", "speedometer2", Order: int.MinValue,
                Permission: AdminPermissions.AccessAdmin.Name)],
        _ => [],
    };
}
