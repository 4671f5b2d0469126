using Marketplace.Content.Media;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Rendering;

/// <summary>
/// Pictures of a text that nobody has described: neither the text says what they show, nor the library, nor does that call them decoration.
/// </summary>
internal sealed class UndescribedPictures(IMediaFacts media, IStringLocalizer<UndescribedPictures> text)
{
    private const int MostNamed = 5;

    /// <returns>None for a text that is too long or too deep to be shown at all.</returns>
    public async Task<IReadOnlyList<WordlessPicture>> FindAsync(string markdown, CancellationToken cancellationToken)
    {
        // Most texts have no picture, and need not be read twice.
        if (!markdown.Contains("![", StringComparison.Ordinal) || ArticleText.SizeOf(markdown) != ArticleSize.Fits
            || ArticleText.Read(markdown)?.WordlessPictures is not { Count: > 0 } wordless)
            return [];
        var facts = await media.FindAsync([.. wordless.Select(x => x.Address)], cancellationToken);
        return [.. wordless.Where(x => !facts.TryGetValue(x.Address, out var known) || known.NeedsAlternativeText)];
    }

    /// <summary>Each with its line, for example <c>/media/wallet.png (line 12)</c>.</summary>
    public string Names(IReadOnlyList<WordlessPicture> pictures) =>
        string.Join(", ", pictures.Take(MostNamed).Select(x => text["{0} (line {1})", x.Address, x.Line].Value))
            + (pictures.Count > MostNamed ? " …" : "");
}
