using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp;

internal sealed class AutoTopUpMenu(IStringLocalizer<AutoTopUpMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Admin => [new(text["Auto top-up"], "~/admin/auto-topup", "arrow-repeat", 42, text["Credits"], Permissions.ManageAutoTopUp)],
        _ => [],
    };
}
