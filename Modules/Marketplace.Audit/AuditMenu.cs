using Microsoft.Extensions.Localization;

namespace Marketplace.Audit;

internal sealed class AuditMenu(IStringLocalizer<AuditMenu> text) : INavigationProvider
{
    public IEnumerable<MenuItem> GetItems(string menu) => menu != Menus.Admin
        ? []
        :
        [
            new(text["Waiting for approval"], "~/admin/approvals", "person-check", 5, Permission: AdminPermissions.AccessAdmin.Name),
            new(text["Audit"], "~/admin/audit", "journal-check", 940, text["System"], Permissions.ViewAudit),
        ];
}
