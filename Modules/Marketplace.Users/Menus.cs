using Microsoft.Extensions.Localization;
using Names = Marketplace.Abstractions.Menus;

namespace Marketplace.Users;

internal sealed class Menus(IStringLocalizer<Menus> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Names.Dashboard => [new MenuItem(text["Settings"], "~/dashboard/settings", "gear", Order: 90)],
        Names.Admin =>
        [
            new MenuItem(text["Users"], "~/admin/users", "people", Order: 10, Group: text["Users"], Permission: Permissions.ManageUsers),
            new MenuItem(
                text["Roles"], "~/admin/roles", "shield-check", Order: 20, Group: text["Users"], Permission: Permissions.ManageRoles),
        ],
        _ => [],
    };
}
