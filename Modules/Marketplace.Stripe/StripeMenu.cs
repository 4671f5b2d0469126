using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe;

internal sealed class StripeMenu(IStringLocalizer<StripeMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu == Menus.Admin
        ?
        [
            new(text["Stripe account"], "~/admin/stripe/account", "key-fill", 77, text["Payments"], StripePermissions.ManageStripeKeys),
            new(text["Stripe webhooks"], "~/admin/stripe/webhooks", "broadcast", 78, text["Payments"],
                StripePermissions.ManageStripeEvents),
        ]
        : [];
}
