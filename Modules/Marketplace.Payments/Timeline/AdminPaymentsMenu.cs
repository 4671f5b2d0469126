using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Timeline;

internal sealed class AdminPaymentsMenu(IStringLocalizer<AdminPaymentsMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu == Menus.Admin
        ? [
            new(text["Payments"], "~/admin/payments", "credit-card", 36, text["Credits"], Permissions.ViewPayments),
            new(text["Disputes"], "~/admin/payments/disputes", "shield-exclamation", 37, text["Credits"], Permissions.ViewPayments),
        ]
        : [];
}
