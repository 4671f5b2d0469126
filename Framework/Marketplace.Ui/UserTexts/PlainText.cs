using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.Ui;

/// <summary>HTML as text without marks: paragraphs become lines, links keep their address.</summary>
public static partial class PlainText
{
    public static string FromHtml(string html)
    {
        var text = new StringBuilder();
        Write(new HtmlParser().ParseDocument(html).Body!, text);
        return BlankLines.Replace(string.Join('\n', text.ToString().Split('\n').Select(x => x.Trim())), "\n\n").Trim() + "\n";
    }

    private static void Write(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText words:
                var line = Whitespace.Replace(words.Data, " ");
                text.Append(text.Length > 0 && text[^1] is (' ' or '\n') ? line.TrimStart(' ') : line);
                return;
            case IElement { LocalName: "head" or "script" or "style" or "template" or "title" } or IComment:
                return;
            case IElement { LocalName: "a" } link when link.GetAttribute("href") is { } target && link.TextContent.Trim() != target:
                Inside(link, text);
                text.Append(": ").Append(target);
                return;
            case IElement { LocalName: "li" }:
                text.Append("\n- ");
                break;
        }

        Inside(node, text);
        text.Append((node as IElement)?.LocalName switch
        {
            "br" or "li" or "tr" => "\n",
            "blockquote" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ol" or "p" or "pre" or "table" or "ul" => "\n\n",
            _ => "",
        });
    }

    private static void Inside(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
            Write(child, text);
    }

    /// <summary>What HTML takes for one space; one that must not break stays.</summary>
    [GeneratedRegex("[ \\t\\r\\n\\f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace { get; }

    [GeneratedRegex("\\n{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLines { get; }
}
