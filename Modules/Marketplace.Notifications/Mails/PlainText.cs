using System.Net;
using System.Text.RegularExpressions;

namespace Marketplace.Notifications.Mails;

/// <summary>The plain text part of a mail, made from its HTML: paragraphs become lines, links keep their address.</summary>
internal static partial class PlainText
{
    public static string FromHtml(string html)
    {
        var text = Whitespace.Replace(Invisible.Replace(html, ""), " ");
        text = Link.Replace(text, x => IsAddressItself(x) ? x.Groups["href"].Value : $"{x.Groups["text"].Value}: {x.Groups["href"].Value}");
        text = ListItem.Replace(text, "\n- ");
        text = Break.Replace(text, "\n");
        text = BlockEnd.Replace(text, "\n\n");
        text = WebUtility.HtmlDecode(Tag.Replace(text, ""));
        return BlankLines.Replace(string.Join('\n', text.Split('\n').Select(x => x.Trim())), "\n\n").Trim() + "\n";
    }

    private static bool IsAddressItself(Match link) => link.Groups["text"].Value.Trim() == link.Groups["href"].Value;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture;

    [GeneratedRegex("<(?<name>head|style|script|title)\\b.*?</\\k<name>>|<!--.*?-->", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invisible { get; }

    [GeneratedRegex("\\s+", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace { get; }

    [GeneratedRegex("<a\\b[^>]*\\bhref=\"(?<href>[^\"]*)\"[^>]*>(?<text>.*?)</a>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex("<li\\b[^>]*>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListItem { get; }

    [GeneratedRegex("<br\\s*/?>|</tr>|</li>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Break { get; }

    [GeneratedRegex("</(p|div|h[1-6]|table|ul|ol|blockquote)>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlockEnd { get; }

    [GeneratedRegex("<[^>]+>", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag { get; }

    [GeneratedRegex("\\n{3,}", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLines { get; }
}
