using System.Text;

namespace Marketplace.Content.Blocks;

/// <summary>Changes the values of attributes in clean HTML and nothing else: what looks like an attribute in a text is none.</summary>
internal static class HtmlAttributes
{
    /// <param name="change">Name and value as written, to what it becomes.</param>
    public static string Change(string html, Func<string, string, string> change)
    {
        var changed = new StringBuilder(html.Length + 64);
        var (copied, at) = (0, 0);
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            at++;
            if (at >= html.Length || !char.IsAsciiLetter(html[at]))
                continue;
            while (at < html.Length && html[at] is not ('>' or ' ' or '\t' or '\r' or '\n'))
                at++;
            while (NextAttribute(html, ref at) is { } attribute)
            {
                var value = html[attribute.Value];
                if (change(html[attribute.Name].ToLowerInvariant(), value) is var other && other == value)
                    continue;
                changed.Append(html, copied, attribute.Value.Start.Value - copied).Append(other);
                copied = attribute.Value.End.Value;
            }
        }

        return copied == 0 ? html : changed.Append(html, copied, html.Length - copied).ToString();
    }

    /// <summary>The next one that has a value in quotes; null at the end of the tag.</summary>
    private static (Range Name, Range Value)? NextAttribute(string html, ref int at)
    {
        while (true)
        {
            while (at < html.Length && (char.IsWhiteSpace(html[at]) || html[at] == '/'))
                at++;
            if (at >= html.Length || html[at] == '>')
                return null;
            var name = at;
            while (at < html.Length && html[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(html[at]))
                at++;
            var nameEnd = at;
            if (at >= html.Length || html[at] != '=')
                continue;
            at++;
            if (at >= html.Length || html[at] is not ('"' or '\''))
                continue;
            var start = at + 1;
            var end = start < html.Length ? html.IndexOf(html[at], start) : -1;
            if (end < 0)
            {
                at = html.Length;
                return null;
            }

            at = end + 1;
            return (name..nameEnd, start..end);
        }
    }
}
