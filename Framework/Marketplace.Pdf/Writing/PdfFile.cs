using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>The objects of a document and their order in the file (ISO 32000-1, 7.5).</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly List<long> _places = [];

    public PdfFile() => Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    /// <returns>The object's number.</returns>
    public int Add(string content)
    {
        var number = Reserve();
        Fill(number, content);
        return number;
    }

    /// <summary>A number for an object that others refer to before it is written.</summary>
    public int Reserve()
    {
        _places.Add(0);
        return _places.Count;
    }

    public void Fill(int number, string content)
    {
        _places[number - 1] = _bytes.Length;
        Write($"{number} 0 obj\n{content}\nendobj\n");
    }

    public int AddStream(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(content);
        var number = Reserve();
        _places[number - 1] = _bytes.Length;
        Write($"{number} 0 obj\n<< /Length {packed.Length} /Length1 {content.Length} /Filter /FlateDecode >>\nstream\n");
        packed.Position = 0;
        packed.CopyTo(_bytes);
        Write("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Any text, as a value of the document's own words such as its title.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public byte[] Finish(int catalog, int info)
    {
        var table = _bytes.Length;
        Write($"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in _places)
            Write(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Write($"trailer\n<< /Size {_places.Count + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return _bytes.ToArray();
    }

    public void Dispose() => _bytes.Dispose();

    private void Write(string text) => _bytes.Write(Encoding.Latin1.GetBytes(text));
}
