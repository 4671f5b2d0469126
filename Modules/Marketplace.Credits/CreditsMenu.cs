using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

internal sealed class CreditsMenu(IStringLocalizer<CreditsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Dashboard => [new(text["Wallet"], "~/dashboard/wallet", "wallet2", 10)],
        Menus.Admin =>
        [
            new(text["Accounts"], "~/admin/credits/accounts", "wallet2", 20, text["Credits"], Permissions.ViewLedger),
            new(text["Outstanding credits"], "~/admin/credits/outstanding", "pie-chart", 21, text["Credits"], Permissions.ViewLedger),
            new(text["Transactions"], "~/admin/credits/transactions", "arrow-left-right", 22, text["Credits"], Permissions.ViewLedger),
            new(text["Verification"], "~/admin/credits/verification", "shield-check", 29, text["Credits"], Permissions.ViewLedger),
        ],
        _ => [],
    };
}
