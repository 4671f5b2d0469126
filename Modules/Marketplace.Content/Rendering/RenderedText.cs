namespace Marketplace.Content.Rendering;

/// <summary>
/// A text made ready once, when it is published; stored as JSON. Blocks and snippets in it are filled in when a page is made.
/// </summary>
/// <param name="Parts">Clean HTML and blocks, in order.</param>
/// <param name="Headings">Second and third level, for the contents of the page.</param>
/// <param name="HasCode">Whether a script to colour code is of use.</param>
/// <param name="Words">How many words a reader reads, blocks not counted.</param>
public sealed record RenderedText(IReadOnlyList<TextPart> Parts, IReadOnlyList<TextHeading> Headings, bool HasCode, int Words)
{
    public static RenderedText Empty { get; } = new([], [], HasCode: false, Words: 0);
}

/// <summary>Either HTML or a block.</summary>
/// <param name="Html">
/// Clean, addresses of this site without its prefix; it may end within an element that a later part ends. Null for a block.
/// </param>
/// <param name="Block">
/// Its name; null for HTML. The name <c>snippet</c> is the module's own, and so are all that start with <c>!</c>: words of the page, such
/// as the title of a callout, which nobody wrote.
/// </param>
/// <param name="IsInline">The block stands within a line.</param>
public sealed record TextPart(
    string? Html, string? Block = null, IReadOnlyDictionary<string, string>? Parameters = null, bool IsInline = false);

/// <param name="Level">2 or 3.</param>
/// <param name="Anchor">The element's id.</param>
public sealed record TextHeading(int Level, string Anchor, string Text);

/// <summary>From Markdown to <see cref="RenderedText"/>.</summary>
public interface ITextRenderer
{
    /// <exception cref="TextTooDeepException">Elements stand in one another too deep, or the text is too long.</exception>
    Task<RenderedText> RenderAsync(string markdown, CancellationToken cancellationToken);
}

/// <summary>The message is a sentence for the editor.</summary>
public sealed class TextTooDeepException(string message) : Exception(message);

/// <summary>From <see cref="RenderedText"/> to what a page shows.</summary>
public interface ITextPages
{
    /// <summary>Fills in the blocks and snippets.</summary>
    Task<FilledText> FillAsync(RenderedText text, string language, CancellationToken cancellationToken);
}

/// <param name="Html">Safe to write as it is.</param>
/// <param name="HasLiveParts">Blocks may show something else in a moment, so that it is not to be kept long.</param>
/// <param name="Missing">What blocks that point to nothing say; for editors.</param>
public sealed record FilledText(string Html, bool HasLiveParts, IReadOnlyList<string> Missing);
