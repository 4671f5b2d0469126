using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>A TrueType font file: which glyph shows a character, how wide it is, and where its outlines lie.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _glyphs = [];
    private readonly int _widths;

    /// <exception cref="InvalidDataException">It is no TrueType font with a Unicode map.</exception>
    public TrueTypeFont(byte[] file)
    {
        _file = file;
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = (Int32(entry + 8), Int32(entry + 12));
        }

        UnitsPerEm = UInt16(Start("head") + 18);
        GlyphCount = UInt16(Start("maxp") + 4);
        _widths = UInt16(Start("hhea") + 34);
        ReadMap();
    }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>Left, bottom, right, top of all glyphs, in thousandths of the size.</summary>
    public IReadOnlyList<int> Box => [.. Enumerable.Range(0, 4).Select(i => Thousandths(Int16(Start("head") + 36 + (2 * i))))];

    public int Ascent => Thousandths(Int16(Start("hhea") + 4));

    public int Descent => Thousandths(Int16(Start("hhea") + 6));

    /// <returns>0, the sign for a missing glyph, where the font has none.</returns>
    public int GlyphOf(Rune character) => _glyphs.GetValueOrDefault(character.Value);

    /// <summary>In thousandths of the size.</summary>
    public int WidthOf(int glyph) => Thousandths(UInt16(Start("hmtx") + (4 * Math.Min(glyph, _widths - 1))));

    public bool Has(string table) => _tables.ContainsKey(table);

    public ReadOnlySpan<byte> Table(string name) => _file.AsSpan(Start(name), _tables[name].Length);

    /// <summary>The outlines of a glyph; empty for a space.</summary>
    public ReadOnlySpan<byte> Outlines(int glyph)
    {
        var wide = Int16(Start("head") + 50) == 1;
        var places = Start("loca");
        var (from, to) = wide
            ? (Int32(places + (4 * glyph)), Int32(places + (4 * glyph) + 4))
            : (2 * UInt16(places + (2 * glyph)), 2 * UInt16(places + (2 * glyph) + 2));
        return _file.AsSpan(Start("glyf") + from, to - from);
    }

    private void ReadMap()
    {
        var map = Start("cmap");
        var wanted = Enumerable.Range(0, UInt16(map + 2))
            .Select(i => map + 4 + (8 * i))
            .Where(entry => UInt16(entry) == 3 && UInt16(entry + 2) is 1 or 10)
            .OrderByDescending(entry => UInt16(entry + 2))
            .Select(entry => map + Int32(entry + 4))
            .FirstOrDefault();
        switch (wanted == 0 ? -1 : UInt16(wanted))
        {
            case 12:
                ReadGroups(wanted);
                break;
            case 4:
                ReadSegments(wanted);
                break;
            default:
                throw new InvalidDataException("The font has no map of Unicode characters that can be read.");
        }
    }

    private void ReadGroups(int map)
    {
        for (var i = 0; i < Int32(map + 12); i++)
        {
            var group = map + 16 + (12 * i);
            for (var character = Int32(group); character <= Int32(group + 4); character++)
                _glyphs[character] = Int32(group + 8) + character - Int32(group);
        }
    }

    private void ReadSegments(int map)
    {
        var size = UInt16(map + 6);
        for (var i = 0; i < size; i += 2)
        {
            var (end, start) = (UInt16(map + 14 + i), UInt16(map + 16 + size + i));
            var shift = Int16(map + 16 + (2 * size) + i);
            var offsetAt = map + 16 + (3 * size) + i;
            for (var character = start; character <= end && character != 0xFFFF; character++)
            {
                var glyph = UInt16(offsetAt) == 0 ? character : UInt16(offsetAt + UInt16(offsetAt) + (2 * (character - start)));
                if (glyph != 0)
                    _glyphs[character] = (glyph + shift) & 0xFFFF;
            }
        }
    }

    private int Start(string table) =>
        _tables.TryGetValue(table, out var place) ? place.Offset : throw new InvalidDataException($"The font has no table {table}.");

    private int Thousandths(int units) => (int)Math.Round(units * 1000m / UnitsPerEm, MidpointRounding.AwayFromZero);

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
}
