using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Ui;

/// <summary>
/// Live parts on their way through renderer and cleaner: each is an element that nobody can write, because raw HTML stays text, and that
/// the cleaned HTML is cut at.
/// </summary>
internal sealed partial class ArticleMarks
{
    private readonly List<ArticlePart> _parts = [];

    /// <returns>What to write in its place.</returns>
    public string Add(string name, IReadOnlyDictionary<string, string> parameters, bool isInline)
    {
        _parts.Add(new ArticlePart(Html: null, name, parameters, isInline));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<{HtmlExtras.PartTag} {HtmlExtras.PartNumber}=\"{_parts.Count - 1}\"></{HtmlExtras.PartTag}>");
    }

    public string AddPhrase(string name) => Add(name, ArticlePart.NoParameters, isInline: true);

    public string AddPhrase(string name, string parameter, string value) =>
        Add(name, new Dictionary<string, string>(StringComparer.Ordinal) { [parameter] = value }, isInline: true);

    public IReadOnlyList<ArticlePart> Split(string html)
    {
        var parts = new List<ArticlePart>();
        var start = 0;
        foreach (Match mark in Mark.Matches(html))
        {
            AddHtml(html[start..mark.Index]);
            parts.Add(_parts[int.Parse(mark.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)]);
            start = mark.Index + mark.Length;
        }

        AddHtml(html[start..]);
        return parts;

        void AddHtml(string piece)
        {
            if (piece.Length > 0)
                parts.Add(new ArticlePart(piece, Name: null, ArticlePart.NoParameters, IsInline: false));
        }
    }

    [GeneratedRegex("<x-part n=\"(?<number>[0-9]{1,7})\"></x-part>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mark { get; }
}
