using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Reconciliation;

internal sealed class ReconciliationMenu(IStringLocalizer<ReconciliationMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) =>
        menu == Menus.Admin
            ? [new(
                text["Reconciliation"], "~/admin/payments/reconciliation", "clipboard-check", 45, text["Credits"],
                ReconciliationPermissions.ReconcilePayments)]
            : [];
}
