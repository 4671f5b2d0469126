using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Marketplace.Content.Rendering;

namespace Marketplace.Docs.Reading;

/// <summary>
/// Each second-level heading with what follows it stands in a <c>div.doc-section</c>, for styles and for readers of the HTML. Made once for
/// a published text, and again where its blocks show something else.
/// </summary>
internal sealed class DocSections
{
    private const string Class = "doc-section";

    /// <summary>Ends with the text, which the shell forgets when something newer is published in its place.</summary>
    private readonly ConditionalWeakTable<RenderedText, Wrapped> _made = [];

    /// <param name="html">The text with its blocks filled in.</param>
    public string Of(RenderedText text, string html)
    {
        if (_made.TryGetValue(text, out var made) && string.Equals(made.From, html, StringComparison.Ordinal))
            return made.Html;
        made = new Wrapped(html, Wrap(html));
        _made.AddOrUpdate(text, made);
        return made.Html;
    }

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

    private sealed record Wrapped(string From, string Html);
}
