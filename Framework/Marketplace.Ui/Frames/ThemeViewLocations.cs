using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Ui;

/// <summary>
/// Looks for layouts, partials and view components in the tenant's theme first, so that a theme overrides what a module ships by a file
/// of the same name in its <c>Views</c>; then where MVC looks; at last in this assembly's own.
/// </summary>
public sealed class ThemeViewLocations : IViewLocationExpander
{
    /// <summary>Tenants of one feature set share the cache of views, so the theme is part of its key.</summary>
    private const string ThemeKey = "marketplace-theme";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var look = context.ActionContext.HttpContext.RequestServices.GetRequiredService<TenantLook>();
        context.Values[ThemeKey] = IsAdmin(context) ? look.Site.AdminTheme : look.Site.Theme;
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        var theme = context.Values[ThemeKey];
        return [$"/Themes/{theme}/Views/{{0}}.cshtml", .. viewLocations, "/Areas/Ui/Views/Shared/{0}.cshtml"];
    }

    private static bool IsAdmin(ViewLocationExpanderContext context) =>
        Frames.IsAdminErrorPage(context.ActionContext.HttpContext) || Frames.LayoutFor(context.PageName) == Frames.Admin;
}
