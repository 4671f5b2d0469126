using System.Buffers.Binary;
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
    private readonly Dictionary<int, string> _packed = [];
    private readonly List<int> _pages;

    public ReadBack(byte[] file)
    {
        (_file, _text) = (file, Encoding.Latin1.GetString(file));
        var place = Number(LastTable().Match(_text).Groups["at"].Value);
        var table = Number(_text[place.._text.IndexOf(' ', place)]);
        _places.Add(table, place);
        Trailer = Object(table);
        Assert.Matches(@"/Type/XRef/W\[1 4 2\]", Trailer);
        var entries = StreamOf(table).Chunk(7).ToList();
        foreach (var (number, entry) in entries.Index().Where(x => x.Item[0] == 1))
            _places[number] = BinaryPrimitives.ReadInt32BigEndian(entry.AsSpan(1));
        foreach (var pack in entries.Where(x => x[0] == 2).Select(x => BinaryPrimitives.ReadInt32BigEndian(x.AsSpan(1))).Distinct())
            Unpack(pack);
        Assert.Equal(
            entries.Index().Where(x => x.Item[0] > 0).Select(x => x.Index), _places.Keys.Concat(_packed.Keys).Order());
        Catalog = Follow(Trailer, "Root");
        _pages = [.. PagesOf(NumberOf(Catalog, "Pages"))];
    }

    public string Trailer { get; }

    public string Catalog { get; }

    public int Pages => _pages.Count;

    public string Metadata => Encoding.UTF8.GetString(StreamOf(NumberOf(Catalog, "Metadata")));

    /// <summary>The dictionaries of all objects.</summary>
    public IEnumerable<string> Objects => _places.Keys.Concat(_packed.Keys).Select(Object);

    /// <summary>By its number what the first words of each object in the cross-reference table are.</summary>
    public IReadOnlyDictionary<int, string> ObjectStarts() =>
        _places.ToDictionary(x => x.Key, x => _text.Substring(x.Value, Math.Min(12, _text.Length - x.Value)));

    /// <summary>The operators of each page.</summary>
    public IReadOnlyList<string> Contents() =>
        [.. _pages.Select(
            page => string.Join('\n', Numbers(Object(page), "Contents").Select(x => Encoding.Latin1.GetString(StreamOf(x)))))];

    /// <summary>The text of all pages, one line for each piece that was set.</summary>
    public IReadOnlyList<string> Lines() => [.. Texts().Select(x => x.Text)];

    public IReadOnlyList<SetText> Texts()
    {
        var texts = new List<SetText>();
        foreach (var (number, content) in _pages.Zip(Contents()))
        {
            var page = Object(number);
            var resources = page.Contains("/Resources<<", StringComparison.Ordinal) ? page : Follow(page, "Resources");
            var list = FontList().Match(resources) is { Success: true } inline ? inline.Value : Follow(resources, "Font");
            var fonts = Reference().Matches(list).ToDictionary(
                x => x.Groups["name"].Value,
                x => LettersOf(StreamOf(NumberOf(Object(Number(x.Groups["number"].Value)), "ToUnicode"))),
                StringComparer.Ordinal);
            var (font, mark, x, y) = ("", (int?)null, 0m, 0m);
            foreach (var step in Steps().Matches(content).Cast<Match>())
            {
                if (step.Groups["font"].Success)
                    font = step.Groups["font"].Value;
                else if (step.Groups["x"].Success)
                    (x, y) = (x + Decimal(step.Groups["x"].Value), y + Decimal(step.Groups["y"].Value));
                else if (step.Groups["mark"].Success)
                    mark = Number(step.Groups["mark"].Value);
                else if (step.Value is "BT")
                    (x, y) = (0, 0);
                else if (step.Value is "EMC")
                    mark = null;
                else
                {
                    var glyphs = step.Groups["glyphs"].Value.Where(char.IsAsciiHexDigit).Select(char.ToUpperInvariant).Chunk(4);
                    texts.Add(new SetText(number, mark, x, y, string.Concat(glyphs.Select(g => fonts[font][new string(g)]))));
                }
            }
        }

        return texts;
    }

    /// <summary>What is read aloud, in its order, with what it is a part of.</summary>
    public IReadOnlyList<(string Part, string Text)> Spoken()
    {
        var marked = Texts().Where(x => x.Mark is not null).ToLookup(x => (x.Page, x.Mark!.Value), x => x.Text);
        return [.. Spoken(Follow(Follow(Catalog, "StructTreeRoot"), "K"), marked)];
    }

    private IEnumerable<(string Part, string Text)> Spoken(string element, ILookup<(int Page, int Mark), string> marked)
    {
        var part = PartName().Match(element).Groups["part"].Value;
        if (ActualText().Match(element) is { Success: true } actual)
        {
            yield return (part, Encoding.BigEndianUnicode.GetString(Convert.FromHexString(actual.Groups["text"].Value)));
            yield break;
        }

        foreach (var kid in Kid().Matches(Kids().Match(element).Value).Cast<Match>())
        {
            if (kid.Groups["number"].Success)
            {
                foreach (var inner in Spoken(Object(Number(kid.Groups["number"].Value)), marked))
                    yield return inner;
                continue;
            }

            var page = NumberOf(kid.Groups["elsewhere"].Success ? kid.Value : element, "Pg");
            yield return (part, string.Join(' ', marked[(page, Number(kid.Groups["mark"].Value))]));
        }
    }

    /// <summary>What the structure calls its parts, from the root down, with how often in brackets.</summary>
    public IReadOnlyDictionary<string, int> Parts() =>
        Objects.Select(x => Structure().Match(x)).Where(x => x.Success)
            .GroupBy(x => x.Groups["part"].Value, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.Count(), StringComparer.Ordinal);

    private IEnumerable<int> PagesOf(int node) =>
        Object(node).Contains("/Kids", StringComparison.Ordinal) ? Numbers(Object(node), "Kids").SelectMany(PagesOf) : [node];

    private string Follow(string dictionary, string key) => Object(NumberOf(dictionary, key));

    private static int NumberOf(string dictionary, string key) => Numbers(dictionary, key).First();

    /// <summary>The objects that a key refers to, one or a list.</summary>
    private static IEnumerable<int> Numbers(string dictionary, string key)
    {
        var value = Regex.Match(
            dictionary, $@"/{key}\s*(\[(?<list>[^\]]*)\]|(?<list>\d+ 0 R))", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
        Assert.True(value.Success, $"{dictionary} has no {key}.");
        return Target().Matches(value.Groups["list"].Value).Select(x => Number(x.Groups["number"].Value));
    }

    private void Unpack(int pack)
    {
        var content = Encoding.Latin1.GetString(StreamOf(pack));
        var first = Number(First().Match(Object(pack)).Groups["first"].Value);
        var numbers = content[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).Chunk(2).ToList();
        foreach (var (i, member) in numbers.Index())
            _packed.Add(member[0], content[(first + member[1])..(i + 1 < numbers.Count ? first + numbers[i + 1][1] : content.Length)]);
    }

    private string Object(int number)
    {
        if (_packed.TryGetValue(number, out var packed))
            return packed;
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

    private static decimal Decimal(string digits) => decimal.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(?<at>\d+)\n%%EOF\n?\z", RegexOptions.None, 1000)]
    private static partial Regex LastTable();

    [GeneratedRegex(@"/First (?<first>\d+)", RegexOptions.None, 1000)]
    private static partial Regex First();

    [GeneratedRegex(@"/Length (?<length>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Length();

    [GeneratedRegex(@"(?<number>\d+) 0 R", RegexOptions.None, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"/Font\s*<<[^>]*>>", RegexOptions.None, 1000)]
    private static partial Regex FontList();

    [GeneratedRegex(@"/(?<name>F\d+) (?<number>\d+) 0 R", RegexOptions.None, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"\bBT\b|\bEMC\b|/(?<font>F\d+) [\d.]+ Tf|<</MCID (?<mark>\d+)>>BDC|(?<x>-?[\d.]+) (?<y>-?[\d.]+) Td"
        + @"|<(?<glyphs>[0-9A-Fa-f\s]*)> Tj", RegexOptions.None, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex(@"/S\s*/(?<part>\w+)", RegexOptions.None, 1000)]
    private static partial Regex PartName();

    [GeneratedRegex(@"/ActualText\s*<FEFF(?<text>[0-9A-F]+)>", RegexOptions.None, 1000)]
    private static partial Regex ActualText();

    [GeneratedRegex(@"(?<=/K)\s*(\[[^\]]*\]|\d+ 0 R|\d+|<<[^>]*>>)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Kids();

    [GeneratedRegex(@"(?<elsewhere><<)[^>]*/MCID (?<mark>\d+)[^>]*>>|(?<number>\d+) 0 R|(?<mark>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Kid();

    [GeneratedRegex(@"/Type\s*/StructElem.*/S\s*/(?<part>\w+)|/S\s*/(?<part>\w+).*/Type\s*/StructElem", RegexOptions.Singleline, 1000)]
    private static partial Regex Structure();

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})> <(?<text>[0-9A-F]+)>$", RegexOptions.Multiline, 1000)]
    private static partial Regex Letters();
}

/// <param name="Page">The page's object.</param>
/// <param name="Mark">Its number on the page; null for decoration.</param>
/// <param name="X">In points from the page's lower left corner, as <paramref name="Y"/>.</param>
internal sealed record SetText(int Page, int? Mark, decimal X, decimal Y, string Text);
