using System.Collections.Concurrent;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Marketplace.Pdf;

/// <summary>Where PDFsharp finds the bytes of a font. It asks one such place, the same as long as the process lives.</summary>
internal sealed class FontLibrary : IFontResolver
{
    private static readonly ConcurrentDictionary<string, byte[]> Fonts = new(StringComparer.Ordinal);

    static FontLibrary() => GlobalFontSettings.FontResolver = new FontLibrary();

    private FontLibrary()
    {
    }

    /// <exception cref="InvalidDataException">PDFsharp cannot read it.</exception>
    public static void Add(string name, byte[] font)
    {
        Fonts[name] = font;
        try
        {
            _ = new XFont(name, 10, XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
        }
        catch (Exception e)
        {
            // It reads without looking for the end of a table, so that a damaged file makes it fail in many ways.
            Fonts.TryRemove(name, out _);
            throw new InvalidDataException($"it is damaged: {e.Message}", e);
        }
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) =>
        Fonts.ContainsKey(familyName) ? new FontResolverInfo(familyName) : null;

    public byte[]? GetFont(string faceName) => Fonts.GetValueOrDefault(faceName);
}
