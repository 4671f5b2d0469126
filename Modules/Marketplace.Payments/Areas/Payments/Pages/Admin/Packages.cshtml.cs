using Marketplace.Payments.Packages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ManagePackages)]
internal sealed class PackagesModel(ITenant tenant) : PageModel
{
    public IReadOnlyList<CreditPackage> Packages { get; } = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages;
}
