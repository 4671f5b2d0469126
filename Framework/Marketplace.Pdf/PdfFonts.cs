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
    private readonly ILogger<PdfFonts> _logger;

    public PdfFonts(IConfiguration configuration, ILogger<PdfFonts> logger)
        : this([.. FontFolders.Set(configuration), .. FontFolders.OfMachine()], logger)
    {
    }

    internal PdfFonts(IReadOnlyList<string> folders, ILogger<PdfFonts> logger)
    {
        _logger = logger;
        var shelf = FontShelf.Of(folders);
        Text = new Typeface(BundledFont.Regular, x => shelf.Find(x, strong: false, PassOver));
        Strong = new Typeface(BundledFont.Strong, x => shelf.Find(x, strong: true, PassOver));
    }

    internal Typeface Text { get; }

    internal Typeface Strong { get; }

    /// <summary>Says which letters of a document were replaced, and what to do about it.</summary>
    internal void Missed(IReadOnlyCollection<int> characters) =>
        _logger.LogWarning(
            "A PDF shows something readable in place of the characters {Characters}, which no font here can show: put a font that has them "
            + "into a folder that {Setting} lists, if they are of a script that is written letter by letter",
            string.Join(", ", characters.Select(x => $"U+{x:X4}")), FontFolders.Setting);

    private void PassOver(string path, string reason) =>
        _logger.LogWarning("Documents are written without the fonts in {Path}: {Reason}", path, reason);
}

public static class PdfRegistration
{
    public static IServiceCollection AddPdfDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton<PdfFonts>();
        return services;
    }
}
