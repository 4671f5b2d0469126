using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Settings;

internal sealed class PaymentSettingsMenu(IStringLocalizer<PaymentSettingsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu == Menus.Admin
        ?
        [
            new(text["Amounts and limits"], "~/admin/payments/settings", "sliders", 46, text["Credits"],
                PaymentSettingsPermissions.ManagePaymentSettings),
            new(text["Receipts"], "~/admin/payments/receipts", "receipt", 47, text["Credits"],
                PaymentSettingsPermissions.ManagePaymentSettings),
        ]
        : [];
}
