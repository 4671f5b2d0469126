using System.Globalization;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>
/// The page's title is its only heading of the first level, so that one in the text becomes a second. A heading without words is left out.
/// </summary>
internal sealed class ArticleHeadingRenderer(ArticleState state) : HeadingRenderer
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
    {
        var text = InlineText.Of(heading.Inline);
        if (text.Length == 0 && heading.Inline?.FindDescendants<LivePartInline>().Any() != true)
            return;
        var level = Math.Max(heading.Level, 2).ToString(CultureInfo.InvariantCulture);
        var isListed = !heading.GetParents().Any(x => x is QuoteBlock or ListItemBlock);
        renderer.EnsureLine();
        renderer.Write("<h").Write(level).Write(" id=\"")
            .WriteEscape(state.AddHeading(Math.Max(heading.Level, 2), text, isListed && text.Length > 0)).Write("\">");
        renderer.WriteLeafInline(heading);
        renderer.Write("</h").Write(level).WriteLine(">");
    }
}

/// <summary>A paragraph of nothing but live parts is these; one of nothing but pictures with a title is a figure.</summary>
internal sealed class ArticleParagraphRenderer(ArticleState state) : ParagraphRenderer
{
    protected override void Write(HtmlRenderer renderer, ParagraphBlock paragraph)
    {
        if (paragraph.Parent is not TableCell && InlineText.AllOf<LivePartInline>(paragraph.Inline) is { Count: > 0 } parts)
        {
            renderer.EnsureLine();
            foreach (var part in parts)
                renderer.WriteLine(state.Marks.Add(part.Name, part.Parameters, isInline: false));
        }
        else if (!renderer.ImplicitParagraph && CaptionOf(paragraph) is { } caption)
        {
            renderer.EnsureLine();
            renderer.Write("<figure>");
            renderer.WriteLeafInline(paragraph);
            renderer.Write("<figcaption>").WriteEscape(caption).WriteLine("</figcaption></figure>");
        }
        else
        {
            base.Write(renderer, paragraph);
        }
    }

    private static string? CaptionOf(ParagraphBlock paragraph) =>
        InlineText.AllOf<LinkInline>(paragraph.Inline) is { Count: > 0 } images
        && images.All(x => x.IsImage && ArticleTargets.IsPicture(x))
        && images[0].Title is { Length: > 0 } title
            ? title
            : null;
}

/// <summary>Code in a box that can be reached and scrolled without a mouse.</summary>
internal sealed class ArticleCodeRenderer(ArticleState state) : CodeBlockRenderer
{
    protected override void Write(HtmlRenderer renderer, CodeBlock code)
    {
        state.HasCode = true;
        renderer.EnsureLine();
        renderer.Write("<div class=\"code-block\"><pre tabindex=\"0\"><code");
        if (((code as FencedCodeBlock)?.Info ?? "").Split(' ', '{')[0].ToLowerInvariant() is { Length: > 0 } language)
            renderer.Write(" class=\"language-").WriteEscape(language).Write("\"");
        renderer.Write(">");
        renderer.WriteLeafRawLines(code, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre></div>");
    }
}

/// <summary>A table that scrolls by itself where the page is narrow, named by its number and the heading above.</summary>
internal sealed class ArticleTableRenderer(ArticleState state) : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        var number = state.NextTable().ToString(CultureInfo.InvariantCulture);
        renderer.EnsureLine();
        renderer.Write("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table:").Write(number);
        if (state.Anchor is not null)
            renderer.Write(" ").WriteEscape(state.Anchor);
        renderer.Write("\"><span class=\"visually-hidden\" id=\"table:").Write(number).Write("\">")
            .Write(state.Marks.AddPhrase(ArticlePhrases.Table, "number", number)).WriteLine("</span><table class=\"table\">");
        var (head, body) = (table.OfType<TableRow>().Where(x => x.IsHeader).ToList(), table.OfType<TableRow>().Where(x => !x.IsHeader));
        WriteRows(renderer, table, "thead", head);
        WriteRows(renderer, table, "tbody", [.. body]);
        renderer.WriteLine("</table></div>");
    }

    private static void WriteRows(HtmlRenderer renderer, Table table, string tag, List<TableRow> rows)
    {
        if (rows.Count == 0)
            return;
        renderer.Write("<").Write(tag).WriteLine(">");
        foreach (var row in rows)
        {
            renderer.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                if (row[i] is TableCell cell)
                    WriteCell(renderer, cell, row.IsHeader, ClassOf(table, cell.ColumnIndex < 0 ? i : cell.ColumnIndex));
            }

            renderer.WriteLine("</tr>");
        }

        renderer.Write("</").Write(tag).WriteLine(">");
    }

    private static void WriteCell(HtmlRenderer renderer, TableCell cell, bool isHeader, string attributes)
    {
        // A heading that says nothing is none.
        var tag = isHeader && cell.Any(x => x is not ParagraphBlock { Inline: null or { FirstChild: null } }) ? "th" : "td";
        renderer.Write("<").Write(tag).Write(tag == "th" ? " scope=\"col\"" : "").Write(attributes).Write(">");
        var previous = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = cell.Count == 1 && cell[0] is ParagraphBlock;
        renderer.WriteChildren(cell);
        renderer.ImplicitParagraph = previous;
        renderer.Write("</").Write(tag).Write(">");
    }

    private static string ClassOf(Table table, int column) =>
        (column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null) switch
        {
            TableColumnAlign.Center => " class=\"text-center\"",
            TableColumnAlign.Right => " class=\"text-end\"",
            _ => "",
        };
}

/// <summary>A note of one of five kinds; of any other it is a quote that says its kind.</summary>
internal sealed class ArticleCalloutRenderer(ArticleState state) : HtmlObjectRenderer<AlertBlock>
{
    private static readonly string[] Kinds = ["note", "tip", "important", "warning", "caution"];

    protected override void Write(HtmlRenderer renderer, AlertBlock callout)
    {
        var kind = callout.Kind.ToString();
        renderer.EnsureLine();
        if (Kinds.FirstOrDefault(x => string.Equals(x, kind, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            renderer.Write("<div class=\"callout callout-").Write(known).Write("\" role=\"note\"><p class=\"callout-title\">")
                .Write(state.Marks.AddPhrase(ArticlePhrases.Callout, "kind", known)).WriteLine("</p>");
        }
        else
        {
            renderer.Write("<blockquote><p>[!").WriteEscape(kind).WriteLine("]</p>");
        }

        var previous = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = false;
        renderer.WriteChildren(callout);
        renderer.ImplicitParagraph = previous;
        renderer.EnsureLine();
        renderer.WriteLine(Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase) ? "</div>" : "</blockquote>");
    }
}

/// <summary><c>:::doc-section</c>; of a name that is not known, what stands in it.</summary>
internal sealed class ArticleSectionRenderer : HtmlObjectRenderer<CustomContainer>
{
    protected override void Write(HtmlRenderer renderer, CustomContainer section)
    {
        var isKnown = HtmlExtras.Sections.Contains(section.Info, StringComparer.Ordinal);
        renderer.EnsureLine();
        if (isKnown)
            renderer.Write("<div class=\"").WriteEscape(section.Info).WriteLine("\">");
        renderer.WriteChildren(section);
        renderer.EnsureLine();
        if (isKnown)
            renderer.WriteLine("</div>");
    }
}
