using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Pdf;

/// <summary>
/// What documents are set in: the typeface that lies in this assembly, then the fonts in the folders of <c>Marketplace:Fonts</c>, then
/// those of the machine. Each letter is set in the first of them that has it.
/// </summary>
public sealed class PdfFonts
{
    /// <summary>A text of any length costs the log one line.</summary>
    private const int MostNamed = 20;

    private readonly FontShelf _shelf;
    private readonly ILogger<PdfFonts> _logger;

    public PdfFonts(IConfiguration configuration, ILogger<PdfFonts> logger)
        : this([.. FontFolders.Set(configuration), .. FontFolders.OfMachine()], logger)
    {
    }

    internal PdfFonts(IReadOnlyList<string> folders, ILogger<PdfFonts> logger)
    {
        (_shelf, _logger) = (FontShelf.Of(folders), logger);
        Text = new Typeface(BundledFont.Regular, x => _shelf.Find(x, strong: false, logger));
        Strong = new Typeface(BundledFont.Strong, x => _shelf.Find(x, strong: true, logger));
    }

    internal Typeface Text { get; }

    internal Typeface Strong { get; }

    /// <summary>Says which letters of a document were replaced, and what to do about it; once in a process for each letter.</summary>
    internal void Missed(IReadOnlyCollection<int> characters)
    {
        var told = _shelf.FirstMissed(characters);
        if (told.Count == 0)
            return;
        var names = string.Join(", ", told.Take(MostNamed).Select(x => $"U+{x:X4}"));
        _logger.LogWarning(
            "A PDF shows something readable in place of the characters {Characters}, which no font here can show: put a font that has them "
            + "into a folder that {Setting} lists, if they are of a script that is written letter by letter",
            told.Count > MostNamed ? $"{names} and {told.Count - MostNamed} more" : names, FontFolders.Setting);
    }
}

public static class PdfRegistration
{
    public static IServiceCollection AddPdfDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton<PdfFonts>();
        return services;
    }
}
