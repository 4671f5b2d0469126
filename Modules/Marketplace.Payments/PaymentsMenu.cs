using Marketplace.Payments.Packages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

internal sealed class PaymentsMenu(ITenant tenant, IStringLocalizer<PaymentsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu switch
    {
        Menus.Footer when tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages.Count > 0 =>
            [new(text["Credit packages"], "~/credit-packages", "bag", 20)],
        Menus.Admin => [new(text["Packages"], "~/admin/payments/packages", "bag", 40, text["Credits"], Permissions.ManagePackages)],
        _ => [],
    };
}
