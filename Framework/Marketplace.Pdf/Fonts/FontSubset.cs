using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>A font file with the outlines of some glyphs only. Glyphs keep their numbers.</summary>
internal static class FontSubset
{
    /// <summary>What a reader of documents needs; layout rules and names stay out.</summary>
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    public static byte[] Of(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        var wanted = WithParts(font, glyphs);
        using var outlines = new MemoryStream();
        var places = new byte[4 * (font.GlyphCount + 1)];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * glyph), (int)outlines.Length);
            if (!wanted.Contains(glyph))
                continue;
            outlines.Write(font.Outlines(glyph));
            outlines.SetLength((outlines.Length + 3) & ~3);
            outlines.Position = outlines.Length;
        }

        BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * font.GlyphCount), (int)outlines.Length);
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. Kept.Where(font.Has).Select(name => (name, name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => places,
            "head" => head,
            _ => font.Table(name).ToArray(),
        }))]);
    }

    /// <summary>Accented letters are often put together from others.</summary>
    private static HashSet<int> WithParts(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        const int Words = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        var found = new HashSet<int> { 0 };
        var open = new Stack<int>(glyphs);
        while (open.TryPop(out var glyph))
        {
            if (!found.Add(glyph))
                continue;
            var outlines = font.Outlines(glyph);
            if (outlines.Length < 2 || BinaryPrimitives.ReadInt16BigEndian(outlines) >= 0)
                continue;
            int flags;
            var at = 10;
            do
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outlines[at..]);
                open.Push(BinaryPrimitives.ReadUInt16BigEndian(outlines[(at + 2)..]));
                at += 4 + ((flags & Words) != 0 ? 4 : 2)
                    + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            }
            while ((flags & More) != 0);
        }

        return found;
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, byte[] Content)> tables)
    {
        var start = 12 + (16 * tables.Count);
        using var file = new MemoryStream();
        var directory = new byte[start];
        BinaryPrimitives.WriteInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(4), (short)tables.Count);
        file.Write(directory);
        for (var i = 0; i < tables.Count; i++)
        {
            var (name, content) = tables[i];
            var entry = directory.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(content));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], (int)file.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], content.Length);
            file.Write(content);
            file.SetLength((file.Length + 3) & ~3);
            file.Position = file.Length;
        }

        file.Position = 0;
        file.Write(directory);
        return file.ToArray();
    }

    private static uint Checksum(byte[] content)
    {
        var sum = 0u;
        Span<byte> word = stackalloc byte[4];
        for (var i = 0; i < content.Length; i += 4)
        {
            word.Clear();
            content.AsSpan(i, Math.Min(4, content.Length - i)).CopyTo(word);
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(word));
        }

        return sum;
    }
}
