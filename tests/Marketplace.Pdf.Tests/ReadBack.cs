using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Marketplace.Pdf.Tests;

/// <summary>Reads a document of ours from its bytes, by the format's rules and not by our code.</summary>
internal sealed partial class ReadBack(byte[] file)
{
    private readonly string _text = Encoding.Latin1.GetString(file);

    public int Pages => PageObjects().Count(_text);

    /// <summary>What the first words of each object in the cross-reference table are.</summary>
    public IReadOnlyList<string> ObjectStarts()
    {
        var table = int.Parse(LastTable().Match(_text).Groups["at"].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", _text[table..], StringComparison.Ordinal);
        return [
            .. Entries().Matches(_text[table..])
                .Select(x => _text.Substring(int.Parse(x.Groups["at"].Value, CultureInfo.InvariantCulture), 12))];
    }

    /// <summary>The text of all pages, one line for each piece that was set.</summary>
    public IReadOnlyList<string> Lines()
    {
        var streams = Streams();
        var letters = streams.Where(x => x.Contains("begincmap", StringComparison.Ordinal)).Select(LettersOf).ToList();
        return [.. from page in streams
            where page.Contains(" Tj ET", StringComparison.Ordinal)
            from piece in Pieces().Matches(page)
            let font = letters[piece.Groups["font"].Value == "Regular" ? 0 : 1]
            select string.Concat(piece.Groups["glyphs"].Value.Chunk(4).Select(x => font[new string(x)]))];
    }

    private List<string> Streams()
    {
        var streams = new List<string>();
        foreach (var match in StreamStarts().Matches(_text).Cast<Match>())
        {
            var length = int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture);
            using var zip = new ZLibStream(new MemoryStream(file, match.Index + match.Length, length), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zip.CopyTo(plain);
            streams.Add(Encoding.Latin1.GetString(plain.ToArray()));
        }

        return streams;
    }

    private static Dictionary<string, string> LettersOf(string map) =>
        Letters().Matches(map)
            .ToDictionary(
                x => x.Groups["glyph"].Value, x => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(x.Groups["text"].Value)),
                StringComparer.Ordinal);

    [GeneratedRegex("/Type /Page ", RegexOptions.None, 1000)]
    private static partial Regex PageObjects();

    [GeneratedRegex(@"startxref\n(?<at>\d+)\n%%EOF\n\z", RegexOptions.None, 1000)]
    private static partial Regex LastTable();

    [GeneratedRegex(@"^(?<at>\d{10}) 00000 n $", RegexOptions.Multiline, 1000)]
    private static partial Regex Entries();

    [GeneratedRegex(@"/Length (?<length>\d+) [^>]*>>\nstream\n", RegexOptions.None, 1000)]
    private static partial Regex StreamStarts();

    [GeneratedRegex(@"/(?<font>Regular|Bold) [\d.]+ Tf [^<]*<(?<glyphs>[0-9A-F]*)> Tj", RegexOptions.None, 1000)]
    private static partial Regex Pieces();

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})> <(?<text>[0-9A-F]+)>$", RegexOptions.Multiline, 1000)]
    private static partial Regex Letters();
}
