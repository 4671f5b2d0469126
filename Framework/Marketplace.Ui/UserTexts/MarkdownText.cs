using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>The one way from Markdown that somebody wrote to HTML: raw HTML stays text, and what comes out is cleaned.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="target">Makes a link's target of what is written; null: as it is written.</param>
    /// <exception cref="ArgumentException">Elements stand in one another too deep (<see cref="IsTooDeep"/>).</exception>
    public static string ToHtml(string markdown, HtmlRules rules, Func<string, string>? target = null)
    {
        string Lead(string? written, Func<string, bool> isAllowed)
        {
            var url = target is null ? written ?? "" : target(written ?? "");
            return isAllowed(url) ? url : HtmlRules.Nowhere;
        }

        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var inline in document.Descendants<Inline>())
        {
            switch (inline)
            {
                case LinkInline { IsImage: true } image when Lead(image.Url, rules.AllowsImage) is not HtmlRules.Nowhere and var url:
                    image.Url = url;
                    break;
                case LinkInline link:
                    // A picture from elsewhere would tell its owner who looks: it becomes a link.
                    link.IsImage = false;
                    link.Url = Lead(link.Url, rules.AllowsLink);
                    break;
                case AutolinkInline { IsEmail: false } link:
                    link.Url = Lead(link.Url, rules.AllowsLink);
                    break;
            }
        }

        return rules.Cleaner.Clean(document.ToHtml(Pipeline));
    }

    /// <summary>Elements stand in one another so deep that Markdown gives up.</summary>
    public static bool IsTooDeep(string markdown)
    {
        try
        {
            Markdown.ToHtml(markdown, Pipeline);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Targets of links and pictures, as they are written.</summary>
    public static IEnumerable<string> TargetsIn(string markdown) =>
        Markdown.Parse(markdown, Pipeline).Descendants<Inline>()
            .Select(x => x switch { LinkInline link => link.Url, AutolinkInline { IsEmail: false } link => link.Url, _ => null })
            .OfType<string>();
}
