using Marketplace.Docs.Search;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Docs.Areas.Docs.Pages;

internal static class Marked
{
    /// <summary>Hits in <c>mark</c> elements, without a space that is not there.</summary>
    public static IHtmlContent Write(IEnumerable<Highlight> parts)
    {
        var html = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            if (part.IsHit)
                html.AppendHtml("<mark>").Append(part.Text).AppendHtml("</mark>");
            else
                html.Append(part.Text);
        }

        return html;
    }
}
