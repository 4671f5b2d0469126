using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Tenants.Settings;

/// <summary>The enabled themes that have a layout for the frame in question.</summary>
internal sealed class ThemeChoice(ITenantAdministration administration, IRazorViewEngine views)
{
    public IReadOnlyList<SelectListItem> For(string layout) =>
    [
        .. administration.ListFeatures()
            .Where(
                x => x is { IsTheme: true, IsEnabled: true }
                    && views.GetView(null, $"/Themes/{x.Id}/Views/{layout}.cshtml", isMainPage: false).Success)
            .Select(x => new SelectListItem(x.Name, x.Id)),
    ];

    public IReadOnlyList<SelectListItem> ForCustomers() => For(Frames.Storefront);

    public IReadOnlyList<SelectListItem> ForAdmins() => For(Frames.Admin);
}
