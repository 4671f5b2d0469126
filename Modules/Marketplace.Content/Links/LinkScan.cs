using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Content.Rendering;

namespace Marketplace.Content.Links;

/// <summary>What a published text leads to, and what may be led to in it.</summary>
/// <param name="Targets">As written, each once.</param>
/// <param name="Anchors">The ids of its elements.</param>
internal sealed record LinksOfText(IReadOnlyList<LinkTarget> Targets, IReadOnlySet<string> Anchors);

/// <param name="Text">The words of the link, as far as they are plain; empty for a picture.</param>
internal sealed record LinkTarget(string Address, string Text);

/// <summary>
/// Reads the links of a text as it was rendered: its HTML comes out of our own cleaner, so that attributes stand in double quotes and a
/// pattern reads them safely.
/// </summary>
internal static partial class LinkScan
{
    public static LinksOfText Read(RenderedText text)
    {
        var targets = new Dictionary<string, LinkTarget>(StringComparer.Ordinal);
        var anchors = text.Headings.Select(x => x.Anchor).ToHashSet(StringComparer.Ordinal);
        foreach (var html in text.Parts.Select(x => x.Html).OfType<string>())
        {
            foreach (var id in Ids().Matches(html).Select(x => x.Groups["id"].Value))
                anchors.Add(WebUtility.HtmlDecode(id));
            foreach (Match match in Hrefs().Matches(html))
                Add(targets, match.Groups["href"].Value, WebUtility.HtmlDecode(match.Groups["text"].Value).Trim());
            foreach (Match match in Sources().Matches(html))
                Add(targets, match.Groups["src"].Value, "");
        }

        return new LinksOfText([.. targets.Values], anchors);
    }

    private static void Add(Dictionary<string, LinkTarget> targets, string written, string text)
    {
        var address = WebUtility.HtmlDecode(written).Trim();
        if (address.Length > 0)
            targets.TryAdd(address, new LinkTarget(address, text));
    }

    [GeneratedRegex("<a\\s[^>]*?href=\"(?<href>[^\"]*)\"[^>]*>(?<text>[^<]*)", RegexOptions.NonBacktracking, 10_000)]
    private static partial Regex Hrefs();

    [GeneratedRegex("<(?:img|source|video|audio)\\s[^>]*?src=\"(?<src>[^\"]*)\"", RegexOptions.NonBacktracking, 10_000)]
    private static partial Regex Sources();

    [GeneratedRegex("\\sid=\"(?<id>[^\"]*)\"", RegexOptions.NonBacktracking, 10_000)]
    private static partial Regex Ids();
}
