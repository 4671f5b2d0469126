using System.Text;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Docs.Tree;

/// <summary>
/// A style sheet with the icons of the sidebar, whose entries name them by class. Its address names them too, so that its answer never
/// changes.
/// </summary>
internal static class IconSheet
{
    public const string Path = "/docs/icons.css";

    private const int MostIcons = 200;

    public static void MapIconSheet(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, (HttpContext http, string? names) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Text(Write((names ?? "").Split(',')), "text/css; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();

    /// <returns>Below the tenant's prefix.</returns>
    public static string AddressOf(DocTree tree) => $"~{Path}?names={string.Join(',', tree.Icons.Take(MostIcons))}";

    internal static string Write(IEnumerable<string> names)
    {
        var css = new StringBuilder();
        foreach (var name in names.Select(IconName.Read).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostIcons))
        {
            var picture = Uri.EscapeDataString(
                $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{IconSet.Shapes(name).Replace('"', '\'')}</svg>");
            css.Append("i.bi-").Append(name).Append("{--icon:url(\"data:image/svg+xml,").Append(picture).Append("\")}\n");
        }

        return css.ToString();
    }
}
