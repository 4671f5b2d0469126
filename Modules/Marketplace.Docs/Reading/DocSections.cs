using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.Docs.Reading;

/// <summary>
/// Each second-level heading with what follows it stands in a <c>div.doc-section</c>, for styles and for readers of the HTML.
/// </summary>
internal static class DocSections
{
    private const string Class = "doc-section";

    /// <param name="html">Clean; a text that has sections already stays as it is.</param>
    public static string Wrap(string html)
    {
        if (!html.Contains("<h2", StringComparison.Ordinal) || html.Contains(Class, StringComparison.Ordinal))
            return html;
        var document = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html);
        var body = document.Body!;
        IElement? section = null;
        foreach (var node in body.ChildNodes.ToArray())
        {
            if (node is IElement { LocalName: "h1" })
                section = null;
            if (node is IElement { LocalName: "h2" })
            {
                section = document.CreateElement("div");
                section.ClassName = Class;
                body.InsertBefore(section, node);
            }

            section?.AppendChild(node);
        }

        return body.InnerHtml;
    }
}
