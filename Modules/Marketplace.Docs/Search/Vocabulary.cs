using System.Numerics;
using Quickenshtein;

namespace Marketplace.Docs.Search;

/// <summary>The words of one language's pages, to find the one that was meant. Immutable.</summary>
internal sealed class Vocabulary
{
    private const int MostEdits = 2;

    /// <summary>Where a word has fewer letters, a change of two makes any other word of it.</summary>
    private const int ShortestForTwoEdits = 5;
    private const int ShortestForOneEdit = 3;

    private readonly Dictionary<string, long> _uses;
    private readonly string[] _sorted;
    private readonly Dictionary<int, Entry[]> _byLength;

    public Vocabulary(IEnumerable<KeyValuePair<string, long>> words)
    {
        _uses = new Dictionary<string, long>(words, StringComparer.Ordinal);
        _sorted = [.. _uses.Keys.Order(StringComparer.Ordinal)];
        _byLength = _uses.GroupBy(x => x.Key.Length)
            .ToDictionary(x => x.Key, x => x.Select(y => new Entry(y.Key, y.Value, LettersOf(y.Key))).ToArray());
    }

    public static Vocabulary Empty { get; } = new([]);

    public int Count => _sorted.Length;

    public bool Contains(string word) => _uses.ContainsKey(word);

    public bool HasBeginning(string part)
    {
        var at = Array.BinarySearch(_sorted, part, StringComparer.Ordinal);
        return at >= 0 || (~at < _sorted.Length && _sorted[~at].StartsWith(part, StringComparison.Ordinal));
    }

    /// <returns>The nearest word, at most two edits away and among equally near ones the most used; null where there is none.</returns>
    public (string Word, int Edits, long Uses)? FindNearest(string word)
    {
        var limit = word.Length >= ShortestForTwoEdits ? MostEdits : word.Length >= ShortestForOneEdit ? 1 : 0;
        if (limit == 0 || word.All(char.IsDigit))
            return null;
        var letters = LettersOf(word);
        (string Word, int Edits, long Uses)? best = null;
        for (var length = word.Length - limit; length <= word.Length + limit; length++)
        {
            if (!_byLength.TryGetValue(length, out var entries))
                continue;
            foreach (var entry in entries)
            {
                // Each edit takes away one letter and brings one: most words differ in more, which is seen without comparing them.
                if (BitOperations.PopCount(entry.Letters ^ letters) > 2 * limit)
                    continue;
                var edits = Levenshtein.GetDistance(word, entry.Word);
                if (edits <= limit && (best is not { } found || IsBetter(entry, edits, found)))
                    best = (entry.Word, edits, entry.Uses);
            }
        }

        return best;
    }

    private static bool IsBetter(Entry entry, int edits, (string Word, int Edits, long Uses) best) =>
        edits != best.Edits ? edits < best.Edits
        : entry.Uses != best.Uses ? entry.Uses > best.Uses
        : string.CompareOrdinal(entry.Word, best.Word) < 0;

    /// <summary>Which letters a word has: a bit for each of a to z and 0 to 9, the others share the rest.</summary>
    private static ulong LettersOf(string word)
    {
        var bits = 0UL;
        foreach (var letter in word)
            bits |= 1UL << letter switch
            {
                >= 'a' and <= 'z' => letter - 'a',
                >= '0' and <= '9' => 26 + (letter - '0'),
                _ => 36 + (letter % 28),
            };
        return bits;
    }

    private readonly record struct Entry(string Word, long Uses, ulong Letters);
}
