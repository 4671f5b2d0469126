using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>
/// Markdown of a page: everything <see cref="MarkdownText"/> has, and headings with anchors, tables, callouts, lists of tasks, footnotes,
/// pictures with sizes, sections with a class, and live parts written <c>{{name key="value"}}</c>. Raw HTML stays text here too, and what
/// comes out goes through the same cleaner.
/// </summary>
public sealed class ArticleText
{
    /// <summary>Characters. A book has half of it; more would keep a processor busy.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>Characters without a space between them.</summary>
    public const int LongestWord = 5_000;

    /// <summary>Characters without an empty line between them.</summary>
    public const int LongestPassage = 100_000;

    /// <summary>Lines without an empty one between them, for one in a table.</summary>
    public const int MostLines = 5_000;

    /// <summary>How many quotes, lists and marks may stand in one another.</summary>
    public const int DeepestNesting = 60;

    private readonly MarkdownDocument _document;

    private ArticleText(MarkdownDocument document) => _document = document;

    /// <summary>Addresses of the pictures of this site in the text, as <see cref="Write"/> asks for them.</summary>
    public IReadOnlyCollection<string> Pictures => [.. ArticleTargets.PicturesIn(_document).Distinct(StringComparer.Ordinal)];

    /// <summary>Pictures of this site that the text says nothing about, as they stand in it.</summary>
    public IReadOnlyList<WordlessPicture> WordlessPictures =>
    [
        .. _document.Descendants<LinkInline>()
            .Where(x => x.IsImage && ArticleTargets.IsPicture(x) && InlineText.Of(x).Length == 0)
            .Select(x => new WordlessPicture(ArticleTargets.WithoutLook(ArticleTargets.Of(x)), x.Line + 1)),
    ];

    public static ArticleSize SizeOf(string markdown) => ArticleSizes.Of(markdown);

    /// <returns>Null where quotes or lists stand in one another deeper than <see cref="DeepestNesting"/>.</returns>
    /// <exception cref="ArgumentException">The text does not fit (<see cref="SizeOf"/>).</exception>
    public static ArticleText? Read(string markdown)
    {
        if (SizeOf(markdown) != ArticleSize.Fits)
            throw new ArgumentException("The text does not fit.", nameof(markdown));
        try
        {
            return new ArticleText(Markdown.Parse(markdown, ArticlePipeline.Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's way to say that it is too deep.
            return null;
        }
    }

    /// <summary>Targets of links and pictures as they lead within this site or away from it.</summary>
    public IEnumerable<string> Targets() => ArticleTargets.In(_document);

    /// <param name="picture">What is known of a picture of this site; null for nothing.</param>
    /// <returns>Null where marks within a line stand in one another deeper than <see cref="DeepestNesting"/>.</returns>
    public Article? Write(Func<string, ArticlePicture?> picture)
    {
        var state = new ArticleState(picture);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        ArticlePipeline.Pipeline.Setup(renderer);
        ArticlePipeline.Use(renderer, state);
        try
        {
            renderer.Render(_document);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var parts = state.Marks.Split(HtmlRules.Article.Cleaner.Clean(writer.ToString()));
        return new Article(parts, state.Headings, state.HasCode, ArticleWords.Count(parts));
    }
}
