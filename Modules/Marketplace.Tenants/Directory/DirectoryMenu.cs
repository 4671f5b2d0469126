using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Directory;

internal sealed class DirectoryMenu(IStringLocalizer<DirectoryMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ? [new MenuItem(
                text["Tenants"], "~/admin/tenants", "buildings", Order: 920, Group: text["System"],
                Permission: DirectoryPermissions.ManageTenants)]
            : [];
}
