using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Marketplace.Pdf.Tests;

/// <summary>Reads a document from its bytes, by the format's rules and not by the code that wrote it.</summary>
internal sealed partial class ReadBack
{
    private readonly byte[] _file;
    private readonly string _text;
    private readonly Dictionary<int, int> _places = [];
    private readonly List<string> _pages;

    public ReadBack(byte[] file)
    {
        (_file, _text) = (file, Encoding.Latin1.GetString(file));
        var table = int.Parse(LastTable().Match(_text).Groups["at"].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", _text[table..], StringComparison.Ordinal);
        foreach (var entry in Entries().Matches(_text[table..]).Cast<Match>())
            _places.Add(_places.Count + 1, int.Parse(entry.Groups["at"].Value, CultureInfo.InvariantCulture));
        Trailer = _text[table..];
        Catalog = Follow(Trailer, "Root");
        _pages = [.. PagesOf(Follow(Catalog, "Pages"))];
    }

    public string Trailer { get; }

    public string Catalog { get; }

    public int Pages => _pages.Count;

    public string Metadata => Encoding.UTF8.GetString(StreamOf(NumberOf(Catalog, "Metadata")));

    /// <summary>The dictionaries of all objects.</summary>
    public IEnumerable<string> Objects => _places.Keys.Select(Object);

    /// <summary>What the first words of each object in the cross-reference table are.</summary>
    public IReadOnlyList<string> ObjectStarts() => [.. _places.Values.Select(x => _text.Substring(x, 12))];

    /// <summary>The operators of each page.</summary>
    public IReadOnlyList<string> Contents() =>
        [.. _pages.Select(page => string.Join('\n', Numbers(page, "Contents").Select(x => Encoding.Latin1.GetString(StreamOf(x)))))];

    /// <summary>The text of all pages, one line for each piece that was set.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string>();
        foreach (var (page, content) in _pages.Zip(Contents()))
        {
            var resources = page.Contains("/Resources<<", StringComparison.Ordinal) ? page : Follow(page, "Resources");
            var list = FontList().Match(resources) is { Success: true } inline ? inline.Value : Follow(resources, "Font");
            var fonts = Reference().Matches(list).ToDictionary(
                x => x.Groups["name"].Value,
                x => LettersOf(StreamOf(NumberOf(Object(Number(x.Groups["number"].Value)), "ToUnicode"))),
                StringComparer.Ordinal);
            var font = "";
            foreach (var step in Steps().Matches(content).Cast<Match>())
            {
                if (step.Groups["font"].Success)
                {
                    font = step.Groups["font"].Value;
                    continue;
                }

                var glyphs = step.Groups["glyphs"].Value.Where(char.IsAsciiHexDigit).Select(char.ToUpperInvariant).Chunk(4);
                lines.Add(string.Concat(glyphs.Select(x => fonts[font][new string(x)])));
            }
        }

        return lines;
    }

    /// <summary>What the structure calls its parts, from the root down, with how often in brackets.</summary>
    public IReadOnlyDictionary<string, int> Parts() =>
        Objects.Select(x => Structure().Match(x)).Where(x => x.Success)
            .GroupBy(x => x.Groups["part"].Value, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.Count(), StringComparer.Ordinal);

    private IEnumerable<string> PagesOf(string node) =>
        node.Contains("/Kids", StringComparison.Ordinal) ? Numbers(node, "Kids").SelectMany(x => PagesOf(Object(x))) : [node];

    private string Follow(string dictionary, string key) => Object(NumberOf(dictionary, key));

    private static int NumberOf(string dictionary, string key) => Numbers(dictionary, key).First();

    /// <summary>The objects that a key refers to, one or a list.</summary>
    private static IEnumerable<int> Numbers(string dictionary, string key)
    {
        var value = Regex.Match(
            dictionary, $@"/{key}\s*(\[(?<list>[^\]]*)\]|(?<list>\d+ 0 R))", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(value.Success, $"{dictionary} has no {key}.");
        return Target().Matches(value.Groups["list"].Value).Select(x => Number(x.Groups["number"].Value));
    }

    private string Object(int number)
    {
        var rest = _text.AsSpan(_places[number]);
        var end = rest.IndexOf("endobj", StringComparison.Ordinal);
        var stream = rest[..end].IndexOf("stream\n", StringComparison.Ordinal);
        return rest[..(stream < 0 ? end : stream)].ToString();
    }

    private byte[] StreamOf(int number)
    {
        var head = Object(number);
        var start = _places[number] + head.Length + "stream\n".Length;
        var bytes = _file.AsSpan(start, Number(Length().Match(head).Groups["length"].Value)).ToArray();
        if (!head.Contains("/FlateDecode", StringComparison.Ordinal))
            return bytes;
        using var zip = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zip.CopyTo(plain);
        return plain.ToArray();
    }

    private static Dictionary<string, string> LettersOf(byte[] map) =>
        Letters().Matches(Encoding.ASCII.GetString(map))
            .ToDictionary(
                x => x.Groups["glyph"].Value, x => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(x.Groups["text"].Value)),
                StringComparer.Ordinal);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(?<at>\d+)\n%%EOF\n?\z", RegexOptions.None, 1000)]
    private static partial Regex LastTable();

    [GeneratedRegex(@"^(?<at>\d{10}) 00000 n ?\r?$", RegexOptions.Multiline, 1000)]
    private static partial Regex Entries();

    [GeneratedRegex(@"/Length (?<length>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Length();

    [GeneratedRegex(@"(?<number>\d+) 0 R", RegexOptions.None, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"/Font\s*<<[^>]*>>", RegexOptions.None, 1000)]
    private static partial Regex FontList();

    [GeneratedRegex(@"/(?<name>F\d+) (?<number>\d+) 0 R", RegexOptions.None, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"/(?<font>F\d+) [\d.]+ Tf|<(?<glyphs>[0-9A-Fa-f\s]*)> Tj", RegexOptions.None, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex(@"/Type\s*/StructElem.*/S\s*/(?<part>\w+)|/S\s*/(?<part>\w+).*/Type\s*/StructElem", RegexOptions.Singleline, 1000)]
    private static partial Regex Structure();

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})> <(?<text>[0-9A-F]+)>$", RegexOptions.Multiline, 1000)]
    private static partial Regex Letters();
}
