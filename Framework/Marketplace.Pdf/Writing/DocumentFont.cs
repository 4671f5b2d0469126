using System.Globalization;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>A font as one document uses it: it remembers the glyphs that were shown, and is written with those alone.</summary>
internal sealed class DocumentFont(TrueTypeFont face, string name)
{
    private readonly SortedDictionary<int, Rune> _shown = [];

    /// <summary>How pages call it.</summary>
    public string Name => name;

    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        var width = 0;
        foreach (var character in text.EnumerateRunes())
            width += face.WidthOf(face.GlyphOf(character));
        return width * size / 1000;
    }

    /// <returns>The text as a string of the content language: the numbers of its glyphs.</returns>
    public string Show(string text)
    {
        var glyphs = new StringBuilder("<", (4 * text.Length) + 2);
        foreach (var character in text.EnumerateRunes())
        {
            var glyph = face.GlyphOf(character);
            _shown.TryAdd(glyph, glyph == 0 ? Rune.ReplacementChar : character);
            glyphs.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        return glyphs.Append('>').ToString();
    }

    /// <returns>The number of the font's object.</returns>
    public int Write(PdfFile file)
    {
        var called = "/MARKET+NotoSans-" + name;
        var program = file.AddStream(FontSubset.Of(face, _shown.Keys));
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName {called} /Flags 4 /FontBBox [{string.Join(' ', face.Box)}] /ItalicAngle 0 /Ascent "
            + $"{face.Ascent} /Descent {face.Descent} /CapHeight 714 /StemV 80 /FontFile2 {program} 0 R >>");
        var widths = string.Join(' ', _shown.Keys.Select(x => $"{x} [{face.WidthOf(x)}]"));
        var glyphs = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {called} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            + $"/Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 600 /W [{widths}] /CIDToGIDMap /Identity >>");
        var letters = file.AddStream(Encoding.ASCII.GetBytes(Letters()));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont {called} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode "
            + $"{letters} 0 R >>");
    }

    /// <summary>Which letters the glyphs are, so that the text can be searched, copied and read aloud.</summary>
    private string Letters()
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CMapName /Letters def
            /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange

            """);
        foreach (var part in _shown.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, character) in part)
                map.Append(
                    CultureInfo.InvariantCulture,
                    $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
