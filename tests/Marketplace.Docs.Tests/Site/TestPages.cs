using Marketplace.Content.Items;
using Marketplace.Content.Rendering;

namespace Marketplace.Docs.Tests.Site;

/// <summary>Published pages as a test writes them down.</summary>
internal static class TestPages
{
    public static readonly DateTimeOffset Changed = new(2026, 3, 14, 9, 26, 0, TimeSpan.Zero);

    /// <param name="address">Also names the group and, with the language, the item.</param>
    /// <param name="parent">The address of the page above.</param>
    public static PublishedItem Page(
        string address, string title, string html, string language = "en", string? parent = null, string? group = null,
        string description = "", string icon = "", string sidebar = "", string markdown = "", DateTimeOffset? changed = null)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (icon.Length > 0)
            fields["icon"] = icon;
        if (sidebar.Length > 0)
            fields["sidebar-title"] = sidebar;
        var entry = new PublishedEntry(
            $"cit_{group ?? address}_{language}", "cgr_" + (group ?? address), "doc", language, address, title, description,
            parent is null ? null : "cgr_" + parent, parent is null ? 0 : 1, changed ?? Changed, fields);
        return new PublishedItem(entry, markdown, Text(html));
    }

    /// <summary>Blocks are written <c>{{name}}</c>.</summary>
    public static RenderedText Text(string html)
    {
        var parts = new List<TextPart>();
        var rest = html;
        while (rest.IndexOf("{{", StringComparison.Ordinal) is var start and >= 0)
        {
            var end = rest.IndexOf("}}", start, StringComparison.Ordinal);
            parts.Add(new TextPart(rest[..start]));
            parts.Add(new TextPart(Html: null, rest[(start + 2)..end].Split(' ')[0], new Dictionary<string, string>()));
            rest = rest[(end + 2)..];
        }

        parts.Add(new TextPart(rest));
        var headings = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("h2[id], h3[id]")
            .Select(x => new TextHeading(x.LocalName[1] - '0', x.Id!, x.TextContent)).ToList();
        return new RenderedText(parts, headings, HasCode: false, Words: 10);
    }
}
