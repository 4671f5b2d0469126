using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// A document's file as PDF 1.5 and later may write it: what is no stream is packed, many objects together, and so is the table of places.
/// PDFsharp 6.2 writes each object and place as text of its own; with one for each cell of a table that is ten times of all else.
/// </summary>
internal sealed class PackedFile
{
    /// <summary>A reader unpacks them all to find one.</summary>
    private const int MostInPack = 200;

    private const int PlaceLength = 20;

    private readonly MemoryStream _file = new();
    private readonly MemoryStream _pack = new();
    private readonly StringBuilder _numbers = new();
    private readonly List<Entry> _table = [];
    private readonly List<int> _members = [];

    private PackedFile()
    {
    }

    /// <param name="file">As PDFsharp writes it: objects by their numbers, places, trailer.</param>
    public static byte[] Of(ReadOnlySpan<byte> file)
    {
        var end = Number(file[(file.LastIndexOf("startxref\n"u8) + "startxref\n".Length)..]);
        var places = After(file[end..], "xref\n0 "u8);
        var count = Number(places);
        places = After(places, "\n"u8);
        var trailer = After(places, "trailer\n<<"u8);
        var packed = new PackedFile();
        packed._table.AddRange(Enumerable.Repeat(new Entry(Kind: 0, Place: 0, Index: 0xFFFF), count));
        packed._file.Write(file[..PlaceOf(places, 1)]);
        for (var number = 1; number < count; number++)
            packed.Add(number, file[PlaceOf(places, number)..(number + 1 < count ? PlaceOf(places, number + 1) : end)]);
        packed.ClosePack();
        packed.Close(Encoding.Latin1.GetString(trailer[..trailer.LastIndexOf("/Size"u8)]));
        return packed._file.ToArray();
    }

    public static byte[] Zip(ReadOnlySpan<byte> content)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZLibStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(content);
        return zipped.ToArray();
    }

    private void Add(int number, ReadOnlySpan<byte> content)
    {
        if (content.EndsWith("endstream\nendobj\n"u8))
        {
            _table[number] = Here;
            _file.Write(content);
            return;
        }

        _members.Add(number);
        _numbers.Append(CultureInfo.InvariantCulture, $"{number} {_pack.Length} ");
        var body = After(content, "obj\n"u8);
        _pack.Write(body[..body.LastIndexOf("endobj"u8)]);
        if (_members.Count == MostInPack)
            ClosePack();
    }

    private void ClosePack()
    {
        if (_members.Count == 0)
            return;
        for (var i = 0; i < _members.Count; i++)
            _table[_members[i]] = new Entry(Kind: 2, _table.Count, i);
        WriteStream(
            $"/Type/ObjStm/N {_members.Count}/First {_numbers.Length}",
            [.. Encoding.ASCII.GetBytes(_numbers.ToString()), .. _pack.ToArray()]);
        _members.Clear();
        _numbers.Clear();
        _pack.SetLength(0);
    }

    /// <param name="trailer">Where root and description are, and the document's id.</param>
    private void Close(string trailer)
    {
        var end = _file.Length;
        var rows = new byte[7 * (_table.Count + 1)];
        foreach (var (number, entry) in _table.Append(Here).Index())
        {
            var row = rows.AsSpan(7 * number);
            row[0] = entry.Kind;
            BinaryPrimitives.WriteInt32BigEndian(row[1..], entry.Place);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)entry.Index);
        }

        WriteStream($"/Type/XRef/W[1 4 2]/Size {_table.Count + 1}{trailer}", rows);
        _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{end}\n%%EOF\n")));
    }

    /// <summary>With the next number.</summary>
    private void WriteStream(FormattableString facts, ReadOnlySpan<byte> content)
    {
        var number = _table.Count;
        _table.Add(Here);
        var zipped = Zip(content);
        _file.Write(Encoding.Latin1.GetBytes(FormattableString.Invariant(
            $"{number} 0 obj\n<<{FormattableString.Invariant(facts)}/Filter/FlateDecode/Length {zipped.Length}>>\nstream\n")));
        _file.Write(zipped);
        _file.Write("\nendstream\nendobj\n"u8);
    }

    private Entry Here => new(Kind: 1, (int)_file.Length, Index: 0);

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) =>
        text.IndexOf(mark) is >= 0 and var at
            ? text[(at + mark.Length)..]
            : throw new InvalidOperationException($"PDFsharp wrote no {Encoding.ASCII.GetString(mark).Trim()}.");

    private static int PlaceOf(ReadOnlySpan<byte> places, int number) => Number(places[(PlaceLength * number)..]);

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out _) ? number : throw new InvalidOperationException("PDFsharp wrote no number.");

    /// <param name="Kind">0 is nothing, 1 an object, 2 an object in a pack.</param>
    /// <param name="Place">In the file; for a packed object its pack.</param>
    /// <param name="Index">In the pack.</param>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Entry(byte Kind, int Place, int Index);
}
