using System.Text.RegularExpressions;

namespace Marketplace.Ui;

/// <summary>
/// What HTML may have beyond the plain marks of a text. Only what our own renderer writes gets there: raw HTML stays text.
/// </summary>
internal sealed partial record HtmlExtras(
    IReadOnlyList<string> Tags, IReadOnlyList<string> Attributes, IReadOnlyList<string> Classes, bool MarksOtherSites)
{
    /// <summary>The element that stands for a live part of an article until the text is cut at it.</summary>
    public const string PartTag = "x-part";

    public const string PartNumber = "n";

    /// <summary>Classes that editors may give a section, written <c>:::doc-section</c>.</summary>
    public static readonly IReadOnlyList<string> Sections = ["doc-section"];

    public static readonly HtmlExtras None = new([], [], [], MarksOtherSites: false);

    public static readonly HtmlExtras Article = new(
        ["div", "span", PartTag],
        [
            "aria-labelledby", "class", "decoding", "id", "loading", PartNumber, "role", "sizes", "srcset", "tabindex",
        ],
        [
            .. Sections, "callout", "callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution",
            "callout-title", "code-block", "contains-task-list", "footnote-back-ref", "footnote-ref", "footnotes", "only-dark",
            "only-light", "table", "table-scroll", "task", "task-done", "task-list-item", "text-center", "text-end", "visually-hidden",
        ],
        MarksOtherSites: true);

    /// <summary>The class by which the script that colours code knows what it is.</summary>
    public bool IsLanguage(string name) => Tags.Count > 0 && Language.IsMatch(name);

    [GeneratedRegex(@"^language-[a-z0-9+#.-]{1,30}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Language { get; }
}
