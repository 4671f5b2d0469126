using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Pdf.Tests;

/// <summary>
/// A font file for tests: the bundled outlines, under other characters. Its letters look Latin, but whoever reads the document's text gets
/// the characters that were asked for.
/// </summary>
internal static class TestFont
{
    /// <param name="characters">In ascending order; each gets the glyph of one of the letters from A.</param>
    public static byte[] For(string characters)
    {
        var source = Bundled();
        var runes = characters.EnumerateRunes().ToList();
        var glyphs = runes.Select((_, i) => BundledFont.Regular.GlyphOf(new Rune('A' + (i % 26)))).ToList();
        var names = (string[])["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"];
        return Assemble([.. names.Select(x => (x, x == "cmap" ? Map(runes, glyphs) : source.Read(x).Bytes.ToArray()))], 0);
    }

    /// <summary>A collection with that font as its first.</summary>
    public static byte[] CollectionFor(string characters)
    {
        var tables = FontTables.Of(For(characters));
        var names = (string[])["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"];
        var font = Assemble([.. names.Select(x => (x, tables.Read(x).Bytes.ToArray()))], 16);
        var head = new byte[16];
        Encoding.ASCII.GetBytes("ttcf", head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), 0x00010000);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(12), 16);
        return [.. head, .. font];
    }

    public static FontTables Bundled()
    {
        using var resource = typeof(BundledFont).Assembly.GetManifestResourceStream("regular.ttf")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return FontTables.Of(bytes.ToArray());
    }

    /// <param name="start">Where the font will begin in its file.</param>
    private static byte[] Assemble((string Name, byte[] Content)[] tables, int start)
    {
        using var file = new MemoryStream();
        var directory = new byte[12 + (16 * tables.Length)];
        BinaryPrimitives.WriteInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(4), (short)tables.Length);
        file.Write(directory);
        for (var i = 0; i < tables.Length; i++)
        {
            var entry = directory.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(tables[i].Name, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], start + (int)file.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], tables[i].Content.Length);
            file.Write(tables[i].Content);
            file.Write(new byte[(4 - (tables[i].Content.Length % 4)) % 4]);
        }

        file.Position = 0;
        file.Write(directory);
        return file.ToArray();
    }

    /// <summary>A map of format 4, and one of format 12 for what is above U+FFFF.</summary>
    private static byte[] Map(List<Rune> runes, List<int> glyphs)
    {
        var pairs = runes.Zip(glyphs, (rune, glyph) => (Character: rune.Value, Glyph: glyph)).ToList();
        var low = pairs.Where(x => x.Character < 0xFFFF).Append((Character: 0xFFFF, Glyph: 0)).ToList();
        var four = new List<int> { 4, 16 + (8 * low.Count), 0, 2 * low.Count, 0, 0, 0 };
        four.AddRange(low.Select(x => x.Character));
        four.Add(0);
        four.AddRange(low.Select(x => x.Character));
        four.AddRange(low.Select(x => (x.Glyph - x.Character) & 0xFFFF));
        four.AddRange(low.Select(_ => 0));
        var twelve = new List<int> { 12, 0, 0, 16 + (12 * pairs.Count), 0, 0, 0, pairs.Count };
        foreach (var (character, glyph) in pairs)
            twelve.AddRange([character >> 16, character & 0xFFFF, character >> 16, character & 0xFFFF, 0, glyph]);
        var start = 4 + (2 * 8);
        int[] head = [0, 2, 3, 1, 0, start, 3, 10, 0, start + (2 * four.Count)];
        var table = new byte[2 * (head.Length + four.Count + twelve.Count)];
        var at = 0;
        foreach (var word in head.Concat(four).Concat(twelve))
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2 * at++), (ushort)word);
        return table;
    }
}
