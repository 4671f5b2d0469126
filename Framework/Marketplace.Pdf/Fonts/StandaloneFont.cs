using System.Buffers.Binary;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// A font of the machine as PDFsharp can read it. PDFsharp knows no collections, and two fonts that call themselves the same (two versions
/// of one) are one to it; so it gets the first font of a collection alone, and every font under a name of its own.
/// </summary>
internal static class StandaloneFont
{
    private static readonly string[] Needed = ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post"];
    private static readonly string[] Hints = ["cvt ", "fpgm", "prep"];

    public static byte[] Of(string name, FontTables tables)
    {
        var parts = Needed.Concat(Hints.Where(tables.Has)).Select(x => (Tag: x, Content: tables.Read(x).Bytes))
            .Append((Tag: "name", Content: (ReadOnlyMemory<byte>)Names(name)))
            .OrderBy(x => x.Tag, StringComparer.Ordinal)
            .ToList();
        var places = new List<int>();
        var length = 12 + (16 * parts.Count);
        foreach (var (_, content) in parts)
        {
            places.Add(length);
            length += (content.Length + 3) & ~3;
        }

        var file = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var entry = file.AsSpan(12 + (16 * i), 16);
            Encoding.ASCII.GetBytes(parts[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], places[i]);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], parts[i].Content.Length);
            parts[i].Content.Span.CopyTo(file.AsSpan(places[i]));
        }

        return file;
    }

    /// <summary>A table of names with family, style and full name, in English.</summary>
    private static byte[] Names(string name)
    {
        const int English = 0x0409;
        var text = Encoding.BigEndianUnicode.GetBytes(name);
        var style = Encoding.BigEndianUnicode.GetBytes("Regular");
        (int Id, int Length, int Offset)[] records = [(1, text.Length, 0), (2, style.Length, text.Length), (4, text.Length, 0)];
        var table = new byte[6 + (12 * records.Length)];
        Put(2, records.Length);
        Put(4, table.Length);
        for (var i = 0; i < records.Length; i++)
        {
            int[] values = [3, 1, English, records[i].Id, records[i].Length, records[i].Offset];
            for (var j = 0; j < values.Length; j++)
                Put(6 + (12 * i) + (2 * j), values[j]);
        }

        return [.. table, .. text, .. style];

        void Put(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
    }
}
