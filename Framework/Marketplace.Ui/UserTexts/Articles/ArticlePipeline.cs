using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;

namespace Marketplace.Ui;

internal static class ArticlePipeline
{
    public static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>Puts our own renderers where HTML of articles differs.</summary>
    public static void Use(HtmlRenderer renderer, ArticleState state)
    {
        var all = renderer.ObjectRenderers;
        all.ReplaceOrAdd<HeadingRenderer>(new ArticleHeadingRenderer(state));
        all.ReplaceOrAdd<ParagraphRenderer>(new ArticleParagraphRenderer(state));
        all.ReplaceOrAdd<CodeBlockRenderer>(new ArticleCodeRenderer(state));
        all.ReplaceOrAdd<LinkInlineRenderer>(new ArticleLinkRenderer(state));
        all.ReplaceOrAdd<AutolinkInlineRenderer>(new ArticleAutolinkRenderer());
        all.ReplaceOrAdd<HtmlTableRenderer>(new ArticleTableRenderer(state));
        all.ReplaceOrAdd<AlertBlockRenderer>(new ArticleCalloutRenderer(state));
        all.ReplaceOrAdd<HtmlTaskListRenderer>(new ArticleTaskRenderer(state));
        all.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new ArticleFootnoteRenderer(state));
        all.ReplaceOrAdd<HtmlCustomContainerRenderer>(new ArticleSectionRenderer());
        all.Add(new LivePartRenderer(state));
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = ArticleText.DeepestNesting };
        builder.DisableHtml()
            // Whoever is told of a picture without words is told its line, too.
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseAutoLinks(new AutoLinkOptions { AllowDomainWithoutPeriod = true })
            .UseFootnotes()
            .UseDefinitionLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAlertBlocks();
        builder.Extensions.AddIfNotAlready(new ArticleExtension());
        return builder.Build();
    }

    /// <summary>Sections (blocks only) and live parts.</summary>
    private sealed class ArticleExtension : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
            pipeline.BlockParsers.Insert(0, new CustomContainerParser());
            pipeline.InlineParsers.Insert(0, new LivePartParser());
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
        }
    }
}
