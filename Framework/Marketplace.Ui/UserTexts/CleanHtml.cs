using AngleSharp.Dom;
using Ganss.Xss;

namespace Marketplace.Ui;

/// <summary>
/// Leaves of HTML what a text needs: no form, no style, no script, no frame, nothing that leads where the rules do not. What is not known
/// is dropped with all that stands in it. Clean once, and store what came out.
/// </summary>
internal sealed class CleanHtml
{
    private static readonly string[] Tags =
    [
        "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "dl", "dt", "em", "figcaption", "figure", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "samp", "small", "strong",
        "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
    ];

    private static readonly string[] Attributes =
    [
        "align", "alt", "colspan", "dir", "height", "href", "lang", "open", "reversed", "rowspan", "scope", "src", "start", "target",
        "title", "width",
    ];

    private readonly HtmlSanitizer _sanitizer;

    public CleanHtml(HtmlRules rules)
    {
        _sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Tags.Concat(rules.Extras.Tags).ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = Attributes.Concat(rules.Extras.Attributes).ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedClasses = rules.Extras.Classes.ToHashSet(StringComparer.Ordinal),
            AllowedSchemes = rules.LinkSchemes.ToHashSet(StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
        });
        _sanitizer.FilterUrl += (_, e) => e.SanitizedUrl = Filter(rules, e);
        _sanitizer.RemovingCssClass += (_, e) => e.Cancel = rules.Extras.IsLanguage(e.CssClass);
        _sanitizer.PostProcessNode += (_, e) => Protect(rules, e.Node);
    }

    public string Clean(string html) => _sanitizer.Sanitize(html);

    private static string? Filter(HtmlRules rules, FilterUrlEventArgs e)
    {
        if (e.SanitizedUrl is not { } url)
            return null;
        var allowed = e.Tag.LocalName == "img" ? rules.AllowsImage(url) : url == HtmlRules.Nowhere || rules.AllowsLink(url);
        return allowed ? url : null;
    }

    /// <summary>A page that opens beside ours, or that an article leads to, must not reach ours.</summary>
    private static void Protect(HtmlRules rules, INode node)
    {
        if (node is not IElement element)
            return;
        if (element.HasAttribute("target") || (rules.Extras.MarksOtherSites && LeadsElsewhere(element)))
            element.SetAttribute("rel", "noopener");
    }

    private static bool LeadsElsewhere(IElement element) =>
        element.LocalName == "a"
        && element.GetAttribute("href") is { } target
        && target.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
