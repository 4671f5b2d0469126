namespace Marketplace.Ui;

/// <summary>A text of several screens, ready for a page once its live parts are filled in.</summary>
/// <param name="Parts">Clean HTML and live parts, in order.</param>
/// <param name="Headings">Second and third level.</param>
/// <param name="Words">How many words a reader reads.</param>
public sealed record Article(IReadOnlyList<ArticlePart> Parts, IReadOnlyList<ArticleHeading> Headings, bool HasCode, int Words);

/// <summary>
/// Either HTML, which may end within an element that a later part ends, or something that is known when the page is made.
/// </summary>
/// <param name="Html">Null for a live part.</param>
/// <param name="Name">
/// Of a live part: as an editor wrote it, or one of <see cref="ArticlePhrases"/>, which stand for a word in the language of the reader.
/// </param>
/// <param name="IsInline">It stands within a line.</param>
public sealed record ArticlePart(string? Html, string? Name, IReadOnlyDictionary<string, string> Parameters, bool IsInline)
{
    internal static readonly IReadOnlyDictionary<string, string> NoParameters = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <param name="Anchor">The element's id, made of the text.</param>
public sealed record ArticleHeading(int Level, string Anchor, string Text);

/// <summary>What is known of a picture of this site.</summary>
/// <param name="Width">In pixels; 0 where it is unknown.</param>
/// <param name="AlternativeText">For uses that write none.</param>
/// <param name="Variants">Narrower ones: address and width.</param>
public sealed record ArticlePicture(
    int Width, int Height, string AlternativeText, IReadOnlyList<(string Address, int Width)> Variants);

/// <summary>A picture without alternative text.</summary>
/// <param name="Address">As <see cref="ArticleText.Pictures"/> names it.</param>
/// <param name="Line">The first is 1.</param>
public sealed record WordlessPicture(string Address, int Line);

/// <summary>
/// Live parts that the renderer itself writes, because what an article says is kept and read in more than one language. Nobody can write
/// these names into a text.
/// </summary>
public static class ArticlePhrases
{
    /// <summary>
    /// Icon and title of a callout; the parameter <c>kind</c> is <c>note</c>, <c>tip</c>, <c>important</c>, <c>warning</c> or
    /// <c>caution</c>.
    /// </summary>
    public const string Callout = "!callout";

    /// <summary>"Table 1"; the parameter is <c>number</c>.</summary>
    public const string Table = "!table";

    /// <summary>Of an entry in a list of tasks.</summary>
    public const string TaskDone = "!task-done";

    public const string TaskOpen = "!task-open";

    /// <summary>Leads from a footnote to where it belongs.</summary>
    public const string BackToText = "!back-to-text";
}
