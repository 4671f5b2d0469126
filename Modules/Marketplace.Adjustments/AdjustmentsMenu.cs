using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments;

internal sealed class AdjustmentsMenu(IStringLocalizer<AdjustmentsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu != Menus.Admin
        ? []
        :
        [
            new(text["Adjustments"], "~/admin/credits/adjustments", "sliders", 23, text["Credits"], Permissions.ViewLedger),
            new(text["Campaigns"], "~/admin/credits/campaigns", "megaphone", 24, text["Credits"], Permissions.ViewLedger),
        ];
}
