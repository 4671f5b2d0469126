using System.Collections.Concurrent;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// A font that documents are set in: which letters it has and how wide they are. PDFsharp knows it by its name, which nothing else has.
/// </summary>
internal sealed class FontFace
{
    private readonly CharacterMap _map;
    private readonly BigEndian _places;
    private readonly BigEndian _outlines;
    private readonly bool _longPlaces;
    private readonly int _glyphs;
    private readonly int[] _widths;
    private readonly ConcurrentDictionary<int, bool> _whole = new();

    /// <exception cref="InvalidDataException">A table is missing or damaged.</exception>
    public FontFace(string name, FontTables tables)
    {
        Name = name;
        var file = StandaloneFont.Of(name, tables);
        tables = FontTables.Of(file);
        var (head, metrics) = (tables.Read("head"), tables.Read("hmtx"));
        _map = new CharacterMap(tables.Read("cmap"));
        (_places, _outlines, _longPlaces) = (tables.Read("loca"), tables.Read("glyf"), head.Int16(50) == 1);
        _glyphs = tables.Read("maxp").UInt16(4);
        var (units, measured) = (head.UInt16(18), tables.Read("hhea").UInt16(34));
        if (units == 0 || measured == 0 || measured > _glyphs || head.Int16(50) is not (0 or 1)
            || metrics.Bytes.Length < (4 * measured) + (2 * (_glyphs - measured))
            || _places.Bytes.Length < (_longPlaces ? 4 : 2) * (_glyphs + 1) || !IsWhole(0))
            throw new InvalidDataException("it is damaged: its measures are not those of a font");
        _widths = [.. Enumerable.Range(0, measured).Select(i => (int)Math.Round(1000.0 * metrics.UInt16(4 * i) / units))];
        FontLibrary.Add(name, file);
    }

    public string Name { get; }

    /// <returns>0, the sign for a missing glyph, where the font cannot show it.</returns>
    public int GlyphOf(Rune character)
    {
        var glyph = _map.GlyphOf(character);
        return glyph != 0 && _whole.GetOrAdd(glyph, IsWhole) ? glyph : 0;
    }

    /// <summary>In thousandths of the size. The last width is that of all further glyphs.</summary>
    public int WidthOf(int glyph) => _widths[Math.Min(glyph, _widths.Length - 1)];

    /// <summary>
    /// Whether a document can take the glyph along: its outlines lie in the file and are put together from simple glyphs alone, because
    /// PDFsharp would leave out parts of parts.
    /// </summary>
    private bool IsWhole(int glyph)
    {
        try
        {
            return PartsOf(glyph).All(part => PartsOf(part).Count == 0);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The glyphs that an accented letter is put together from; none for a simple one.</summary>
    private List<int> PartsOf(int glyph)
    {
        const int Words = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        var parts = new List<int>();
        var (from, to) = PlaceOf(glyph);
        if (from == to)
            return parts;
        var shape = _outlines.Part(from, to - from);
        if (shape.Int16(0) >= 0)
            return parts;
        int flags;
        var at = 10;
        do
        {
            flags = shape.UInt16(at);
            parts.Add(shape.UInt16(at + 2));
            at += 4 + ((flags & Words) != 0 ? 4 : 2)
                + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : 0) + ((flags & Matrix) != 0 ? 8 : 0);
        }
        while ((flags & More) != 0);
        return parts;
    }

    private (int From, int To) PlaceOf(int glyph)
    {
        if (glyph >= _glyphs)
            throw new InvalidDataException("it is damaged: it refers to a glyph that it does not have");
        return _longPlaces
            ? (_places.Int32(4 * glyph), _places.Int32((4 * glyph) + 4))
            : (2 * _places.UInt16(2 * glyph), 2 * _places.UInt16((2 * glyph) + 2));
    }
}
