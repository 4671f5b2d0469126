using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Ui;

/// <summary>Which frame a page gets, by the folder it lies in.</summary>
public static class Frames
{
    public const string Storefront = "_Storefront";
    public const string Dashboard = "_Dashboard";
    public const string Account = "_Account";
    public const string Admin = "_Admin";

    private static readonly object _mustNotFail = new();
    private static readonly object _adminFrame = new();

    /// <summary>The name of the layout, which the tenant's theme provides.</summary>
    public static string LayoutFor(ViewContext context) =>
        LayoutFor(context.ActionDescriptor.RouteValues.TryGetValue("page", out var page) ? page : null);

    /// <param name="page">A page's path below its area, for example <c>/Admin/Features</c>.</param>
    public static string LayoutFor(string? page) => page switch
    {
        null => Storefront,
        _ when In(page, "Admin") => Admin,
        _ when In(page, "Dashboard") => Dashboard,
        _ when In(page, "Account") => Account,
        _ => Storefront,
    };

    /// <summary>
    /// For an error page: a part of the frame that throws is left out and logged, rather than making the error page fail too.
    /// </summary>
    internal static void SetErrorPage(HttpContext http, bool inAdminFrame)
    {
        http.Items[_mustNotFail] = true;
        http.Items[_adminFrame] = inAdminFrame;
    }

    internal static bool MustNotFail(HttpContext http) => http.Items.ContainsKey(_mustNotFail);

    internal static bool IsAdminErrorPage(HttpContext http) => http.Items.TryGetValue(_adminFrame, out var value) && value is true;

    private static bool In(string page, string folder) => page.Contains($"/{folder}/", StringComparison.OrdinalIgnoreCase);
}
