using System.Runtime.InteropServices;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// Which glyph shows a character, as PDFsharp will choose it: what is below U+10000 from the map of format 4, the rest from that of format
/// 12. PDFsharp says so only for fonts that it has taken in for good; this looks first.
/// </summary>
internal sealed class CharacterMap
{
    private const int Windows = 3;
    private const int Symbols = 0;

    private readonly List<Span> _spans = [];

    /// <param name="table">The table <c>cmap</c>.</param>
    /// <exception cref="InvalidDataException">It has no such map.</exception>
    public CharacterMap(BigEndian table)
    {
        var maps = Enumerable.Range(0, table.UInt16(2))
            .Select(i => 4 + (8 * i))
            .Where(entry => table.UInt16(entry) == Windows && table.UInt16(entry + 2) is Symbols or 1 or 10)
            .ToLookup(entry => table.UInt16(table.Int32(entry + 4)));
        if (maps[4].Count() != 1 || maps[12].Count() > 1 || table.UInt16(maps[4].Single() + 2) == Symbols)
            throw new InvalidDataException("it has no map of Unicode characters that can be read");
        ReadSegments(table, table.Int32(maps[4].Single() + 4));
        foreach (var entry in maps[12])
            ReadGroups(table, table.Int32(entry + 4));
    }

    /// <returns>0, the sign for a missing glyph, where the font has none.</returns>
    public int GlyphOf(Rune character)
    {
        var (low, high) = (0, _spans.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = _spans[middle];
            if (character.Value < span.First)
                high = middle - 1;
            else if (character.Value > span.Last)
                low = middle + 1;
            else
                return span.Glyph + character.Value - span.First;
        }

        return 0;
    }

    private void ReadSegments(BigEndian table, int at)
    {
        var segments = table.UInt16(at + 6) / 2;
        var (ends, starts) = (at + 14, at + 16 + (2 * segments));
        var (shifts, offsets) = (starts + (2 * segments), starts + (4 * segments));
        var (glyphs, count) = (starts + (6 * segments), (table.UInt16(at + 2) - 16 - (8 * segments)) / 2);
        _ = table.Part(glyphs, 2 * count);
        for (var i = 0; i < segments; i++)
        {
            var (first, last) = (table.UInt16(starts + (2 * i)), table.UInt16(ends + (2 * i)));
            var (shift, offset) = (table.UInt16(shifts + (2 * i)), table.UInt16(offsets + (2 * i)));
            for (var character = first; character <= last && character != 0xFFFF; character++)
            {
                var place = (offset / 2) + character - first - (segments - i);
                var glyph = offset == 0 ? character : place >= 0 && place < count ? table.UInt16(glyphs + (2 * place)) : 0;
                if (glyph != 0)
                    Add(character, (glyph + shift) & 0xFFFF);
            }
        }
    }

    private void ReadGroups(BigEndian table, int at)
    {
        var count = table.Int32(at + 12);
        var groups = table.Part(at + 16, checked(12 * Math.Clamp(count, 0, int.MaxValue / 12)));
        for (var i = 0; i < count; i++)
        {
            var (first, last, glyph) = (groups.Int32(12 * i), groups.Int32((12 * i) + 4), groups.Int32((12 * i) + 8));
            if (first > 0xFFFF && last >= first && last <= 0x10FFFF)
                Append(new Span(first, last, glyph));
        }
    }

    private void Add(int character, int glyph)
    {
        if (_spans.Count > 0 && _spans[^1] is var open && open.Last == character - 1 && open.Glyph + character - open.First == glyph)
            _spans[^1] = open with { Last = character };
        else
            Append(new Span(character, character, glyph));
    }

    private void Append(Span span)
    {
        if (_spans.Count > 0 && span.First <= _spans[^1].Last)
            throw new InvalidDataException("it is damaged: its map of characters is out of order");
        _spans.Add(span);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(int First, int Last, int Glyph);
}
