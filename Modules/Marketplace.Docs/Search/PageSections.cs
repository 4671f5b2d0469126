using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;

namespace Marketplace.Docs.Search;

/// <summary>A part of a page below one heading, as plain text.</summary>
/// <param name="Anchor">Of the heading; empty for what stands before the first.</param>
internal sealed record PageSection(string Anchor, string Heading, string Body);

/// <summary>
/// Cuts a page at its headings. Snippets are part of what it says; other blocks show what is true at the moment of reading, so that the
/// index keeps nothing of them.
/// </summary>
internal sealed class PageSections(ITextPages texts)
{
    /// <summary>Characters of one section; what stands below is found by other words.</summary>
    private const int LongestBody = 20_000;
    private const string Snippet = "snippet";

    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    { "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var" };

    public async Task<IReadOnlyList<PageSection>> CutAsync(PublishedItem item, CancellationToken cancellationToken)
    {
        var lasting = item.Text with { Parts = [.. item.Text.Parts.Where(x => x.Html is not null || x.Block == Snippet)] };
        var html = (await texts.FillAsync(lasting, item.Entry.Language, cancellationToken)).Html;
        return Cut(html, item.Entry.Description);
    }

    /// <param name="lead">Stands before the text of the first section.</param>
    internal static IReadOnlyList<PageSection> Cut(string html, string lead)
    {
        var sections = new List<PageSection>();
        var (anchor, heading) = ("", "");
        var body = new StringBuilder(lead).Append(' ');

        void End()
        {
            var text = string.Join(' ', body.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (text.Length > 0 || heading.Length > 0 || sections.Count == 0)
                sections.Add(new PageSection(anchor, heading, text.Length > LongestBody ? text[..LongestBody] : text));
            body.Clear();
        }

        void Walk(INode node)
        {
            if (node is IElement { LocalName: "h2" or "h3" } mark)
            {
                End();
                (anchor, heading) = (mark.Id ?? mark.QuerySelector("[id]")?.Id ?? "", mark.TextContent.Trim());
                return;
            }

            if (node is IText text)
                body.Append(text.Data);
            if (node is not IElement { LocalName: "script" or "style" or "template" })
            {
                foreach (var child in node.ChildNodes)
                    Walk(child);
            }

            if (node is IElement element && !Inline.Contains(element.LocalName))
                body.Append(' ');
        }

        Walk(new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!);
        End();
        return sections;
    }
}
