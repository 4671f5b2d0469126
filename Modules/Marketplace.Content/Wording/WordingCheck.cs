using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marketplace.Content.Wording;

/// <param name="Word">As the settings have it.</param>
/// <param name="Start">Where in the text it begins.</param>
/// <param name="Found">As it stands there.</param>
/// <param name="Line">1 is the first.</param>
/// <param name="Before">A few words of the same line, for whoever reads a report.</param>
internal sealed record WordingFind(string Word, string Replacement, int Start, string Found, int Line, string Before, string After);

/// <summary>
/// Finds the words that the tenant does not use. Addresses, the destinations of links and what live blocks are given are left alone: they
/// are names, and changing them breaks what they lead to.
/// </summary>
internal sealed partial class WordingCheck(ITenant tenant)
{
    private const int Context = 40;

    private (WordingSettings Settings, Regex? Pattern) _made = (new WordingSettings(), null);

    /// <returns>In the order of the text.</returns>
    public IReadOnlyList<WordingFind> Find(string text)
    {
        var settings = tenant.Settings.Get<WordingSettings>(WordingSettings.Section);
        if (settings.Words.Count == 0 || Pattern(settings) is not { } pattern)
            return [];
        var names = NamesIn(text);
        var found = new List<WordingFind>();
        for (var at = 0; pattern.Match(text, at) is { Success: true } match;)
        {
            at = match.Index + 1;
            if (!IsWord(text, match) || names.Exists(x => x.Start < match.Index + match.Length && match.Index < x.End)
                || settings.Words.FirstOrDefault(x => Same(x.Word, match.Value)) is not { } word)
                continue;
            found.Add(FindAt(text, match, word));
            at = match.Index + match.Length;
        }

        return found;
    }

    /// <summary>Puts the replacement of every find in its place; those without one stay.</summary>
    public string Replace(string text)
    {
        var replaced = new StringBuilder(text);
        foreach (var find in Find(text).Reverse().Where(x => x.Replacement.Length > 0))
            replaced.Remove(find.Start, find.Found.Length).Insert(find.Start, find.Replacement);
        return replaced.ToString();
    }

    private static WordingFind FindAt(string text, Match match, UnwantedWord word)
    {
        var lineStart = match.Index == 0 ? 0 : text.LastIndexOf('\n', match.Index - 1) + 1;
        var end = match.Index + match.Length;
        var lineEnd = text.IndexOf('\n', end) is >= 0 and var at ? at : text.Length;
        return new WordingFind(
            word.Word,
            word.Replacement,
            match.Index,
            match.Value,
            text.AsSpan(0, match.Index).Count('\n') + 1,
            text[Math.Max(lineStart, match.Index - Context)..match.Index],
            text[end..Math.Min(lineEnd, end + Context)].TrimEnd('\r'));
    }

    /// <summary>The longest first, so that "ThreeFold Points" is found and not "Points" in it.</summary>
    private Regex? Pattern(WordingSettings settings)
    {
        var made = _made;
        if (ReferenceEquals(made.Settings, settings) || made.Settings.Words.SequenceEqual(settings.Words))
            return made.Pattern;
        var words = settings.Words.Where(x => !string.IsNullOrWhiteSpace(x.Word)).OrderByDescending(x => x.Word.Length)
            .Select(x => string.Join(@"\s+", Parts(x.Word).Select(Regex.Escape))).ToList();
        var pattern = words.Count == 0
            ? null
            : new Regex(
                string.Join('|', words), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking,
                TimeSpan.FromSeconds(10));
        _made = (settings, pattern);
        return pattern;
    }

    private static string[] Parts(string word) => word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(string word, string found) =>
        string.Join(' ', Parts(word)).Equals(string.Join(' ', Parts(found)), StringComparison.OrdinalIgnoreCase)
        || CultureInfo.InvariantCulture.CompareInfo.Compare(
            string.Join(' ', Parts(word)), string.Join(' ', Parts(found)), CompareOptions.IgnoreCase) == 0;

    private static bool IsWord(string text, Match match) =>
        (match.Index == 0 || !IsLetter(text[match.Index - 1]))
        && (match.Index + match.Length == text.Length || !IsLetter(text[match.Index + match.Length]));

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static List<(int Start, int End)> NamesIn(string text) =>
        [.. Names().Matches(text).Select(x => x.Groups["name"]).Where(x => x.Success).Select(x => (x.Index, x.Index + x.Length))];

    /// <summary>Destinations of links, addresses written as they are, and blocks with their parameters.</summary>
    [GeneratedRegex(
        @"\]\((?<name>[^)\s]*)|(?<name>https?://[^\s)>""']+)|(?<name>\{\{[^}\n]*\}\})|^ {0,3}\[[^\]\n]+\]:[ \t]*(?<name>\S+)"
        + @"|(?:^|[\s(""'`<])(?<name>~?/[\w./#?=&-]+)",
        RegexOptions.NonBacktracking | RegexOptions.Multiline, 10_000)]
    private static partial Regex Names();
}
