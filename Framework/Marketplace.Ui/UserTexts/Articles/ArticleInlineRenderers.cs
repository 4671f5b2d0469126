using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>What a link may not lead to, it does not lead to: its words stay. Pictures from elsewhere become links.</summary>
internal sealed class ArticleLinkRenderer(ArticleState state) : LinkInlineRenderer
{
    /// <summary>As wide as an article's text.</summary>
    private const int WidestShown = 760;

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var target = ArticleTargets.Of(link);
        if (!renderer.EnableHtmlForInline)
            renderer.WriteChildren(link);
        else if (link.IsImage && ArticleTargets.IsPicture(link))
            WritePicture(renderer, link, target);
        else if (!HtmlRules.Article.AllowsLink(target) || InlineText.IsWithinLink(link))
            renderer.WriteChildren(link);
        else
            WriteLink(renderer, link, target);
    }

    private static void WriteLink(HtmlRenderer renderer, LinkInline link, string target)
    {
        renderer.Write("<a href=\"").WriteEscapeUrl(target).Write("\"");
        if (link.Title is { Length: > 0 } title)
            renderer.Write(" title=\"").WriteEscape(title).Write("\"");
        renderer.Write(">");
        if (link.IsImage && link.FirstChild is null)
            renderer.WriteEscape(target);
        else
            renderer.WriteChildren(link);
        renderer.Write("</a>");
    }

    private void WritePicture(HtmlRenderer renderer, LinkInline image, string target)
    {
        var address = ArticleTargets.WithoutLook(target);
        var facts = state.Picture(address);
        var alternative = InlineText.Of(image) is { Length: > 0 } written ? written : facts?.AlternativeText ?? "";
        renderer.Write("<img src=\"").WriteEscapeUrl(address).Write("\" alt=\"").WriteEscape(alternative).Write("\" loading=\"lazy\"");
        renderer.Write(" decoding=\"async\"");
        if (facts is { Width: > 0, Height: > 0 })
        {
            renderer.Write(" width=\"").Write(Text(facts.Width)).Write("\" height=\"").Write(Text(facts.Height)).Write("\"");
            WriteVariants(renderer, facts, address);
        }

        if (target.Length > address.Length)
        {
            var isDark = target.EndsWith(ArticleTargets.DarkOnly, StringComparison.Ordinal);
            renderer.Write(isDark ? " class=\"only-dark\"" : " class=\"only-light\"");
        }

        renderer.Write(">");
    }

    private static void WriteVariants(HtmlRenderer renderer, ArticlePicture facts, string address)
    {
        if (facts.Variants.Count == 0)
            return;
        renderer.Write(" srcset=\"");
        foreach (var (variant, width) in facts.Variants)
            renderer.WriteEscapeUrl(variant).Write(" ").Write(Text(width)).Write("w, ");
        var shown = Text(Math.Min(facts.Width, WidestShown));
        renderer.WriteEscapeUrl(address).Write(" ").Write(Text(facts.Width)).Write("w\" sizes=\"(max-width: ").Write(shown)
            .Write("px) 100vw, ").Write(shown).Write("px\"");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed class ArticleAutolinkRenderer : AutolinkInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var isLink = renderer.EnableHtmlForInline && (link.IsEmail || HtmlRules.Article.AllowsLink(link.Url));
        if (isLink)
            renderer.Write("<a href=\"").Write(link.IsEmail ? "mailto:" : "").WriteEscapeUrl(link.Url).Write("\">");
        renderer.WriteEscape(link.Url);
        if (isLink)
            renderer.Write("</a>");
    }
}

/// <summary>No form stands in a text: a box is drawn, and its state is a word for those who do not see it.</summary>
internal sealed class ArticleTaskRenderer(ArticleState state) : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList task)
    {
        if (!renderer.EnableHtmlForInline)
            return;
        renderer.Write(task.Checked ? "<span class=\"task task-done\">" : "<span class=\"task\">")
            .Write(state.Marks.AddPhrase(task.Checked ? ArticlePhrases.TaskDone : ArticlePhrases.TaskOpen)).Write("</span>");
    }
}

internal sealed class ArticleFootnoteRenderer(ArticleState state) : HtmlObjectRenderer<FootnoteLink>
{
    protected override void Write(HtmlRenderer renderer, FootnoteLink link)
    {
        if (!renderer.EnableHtmlForInline)
            return;
        var (note, place) = (Text(link.Footnote.Order), Text(link.Index));
        if (link.IsBackLink)
        {
            renderer.Write("<a href=\"#fnref:").Write(place).Write("\" class=\"footnote-back-ref\">")
                .Write(state.Marks.AddPhrase(ArticlePhrases.BackToText)).Write("</a>");
        }
        else
        {
            renderer.Write("<a id=\"fnref:").Write(place).Write("\" href=\"#fn:").Write(note).Write("\" class=\"footnote-ref\"><sup>")
                .Write(note).Write("</sup></a>");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
