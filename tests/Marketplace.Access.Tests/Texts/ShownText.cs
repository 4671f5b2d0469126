using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Marketplace.Access.Tests.Texts;

/// <summary>What a page says to people: its text, and the attributes that are read out, shown on hover or asked in a dialog.</summary>
internal static partial class ShownText
{
    private static readonly string[] Spoken =
    [
        "title", "alt", "aria-label", "aria-description", "placeholder", "data-confirm", "data-confirm-detail", "data-confirm-action",
        "data-label",
    ];

    /// <summary>
    /// Source text, names of files and addresses, what scripts read, what the audit wrote down, and editors' articles with the lists of
    /// their headings.
    /// </summary>
    private const string Silent =
        "script, style, code, pre, kbd, template, noscript, .audit-words, td.audit-person, .api-shape > h3, "
            + ".article, .docs-article, .docs-contents ol, .article-contents ol";

    /// <returns>Each text with where it stands.</returns>
    public static IEnumerable<(string Text, string Where)> Of(IHtmlDocument page)
    {
        yield return (page.Title ?? "", "title");
        foreach (var element in page.Body!.QuerySelectorAll("*").Where(x => x.Closest(Silent) is null))
        {
            foreach (var attribute in element.Attributes.Where(x => IsSpoken(element, x)))
                yield return (attribute.Value, $"{Describe(element)}[{attribute.Name}]");
            // What stands in a field is what somebody typed.
            foreach (var text in element is IHtmlTextAreaElement ? [] : element.ChildNodes.OfType<IText>())
                yield return (text.Data, Describe(element));
        }
    }

    /// <summary>What is left of a text without what was looked up: the words in it.</summary>
    public static IEnumerable<string> WordsOutside(string text) => Word().Matches(LookedUp().Replace(text, " ")).Select(x => x.Value);

    private static bool IsSpoken(IElement element, IAttr attribute) =>
        Spoken.Contains(attribute.Name, StringComparer.Ordinal)
        || (attribute.Name == "value" && element is IHtmlInputElement { Type: "submit" or "button" });

    private static string Describe(IElement element)
    {
        var marked = element.Closest("[data-test]")?.GetAttribute("data-test");
        return (marked is null ? "" : $"{marked} ") + element.LocalName + (element.ClassName is { Length: > 0 } name ? "." + name : "");
    }

    [GeneratedRegex("⟦[^⟦⟧]*⟧", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LookedUp();

    /// <summary>Two letters at least, with what belongs to a name, an address or an id.</summary>
    [GeneratedRegex(@"[\w@.:/#*&+\-]*\p{L}{2}[\w@.:/#*&+\-]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word();
}
