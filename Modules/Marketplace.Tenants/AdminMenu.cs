using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants;

internal sealed class AdminMenu(IStringLocalizer<AdminMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ?
            [
                new MenuItem(
                    text["Features"], "~/admin/features", "toggles", Order: 900, Group: text["System"],
                    Permission: Permissions.ManageFeatures),
                new MenuItem(
                    text["Settings"], "~/admin/settings", "sliders", Order: 910, Group: text["System"],
                    Permission: Permissions.ManageSettings),
            ]
            : [];
}
