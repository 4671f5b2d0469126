using Marketplace.Payments.Packages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Payments.Areas.Payments.Pages.Storefront;

internal sealed class CreditPackagesModel(ITenant tenant) : PageModel
{
    public IReadOnlyList<CreditPackage> Packages { get; } = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages;
}
