using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Marketplace.Users.Accounts;

/// <summary>
/// What is guessed first: passwords that many people chose before (a list that the build brings), and those that are one of its first words
/// with a little around it, as in <c>P@ssword2026!</c>, or one short piece again and again.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>Further down the list stand words that somebody may well use as part of something good.</summary>
    private const int Words = 5000;

    private const int ShortestWord = 4;

    /// <summary>So much around a word is still tried by every program that guesses.</summary>
    private const int MostAround = 8;

    private const int LongestPiece = 4;

    private static readonly Lazy<FrozenDictionary<string, int>> Ranks = new(Read);

    public static bool Contains(string password)
    {
        var typed = password.Trim().ToLowerInvariant();
        if (Ranks.Value.ContainsKey(typed) || Ranks.Value.ContainsKey(Plain(typed)) || IsRepetition(typed))
            return true;
        return new[] { WordOf(typed), WordOf(Plain(typed)), Plain(WordOf(typed)) }.Any(x => IsWordWithLittleAround(typed, x));
    }

    private static bool IsWordWithLittleAround(string typed, string word) =>
        word.Length >= ShortestWord && typed.Length - word.Length <= MostAround
        && Ranks.Value.TryGetValue(word, out var rank) && rank < Words;

    /// <summary>Without what stands before and behind its letters.</summary>
    private static string WordOf(string text)
    {
        var (first, last) = (0, text.Length);
        while (first < last && !char.IsLetter(text[first]))
            first++;
        while (last > first && !char.IsLetter(text[last - 1]))
            last--;
        return text[first..last];
    }

    /// <summary>With letters for the signs that people write in their place.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            plain.Append(sign switch
            {
                '@' or '4' => 'a',
                '3' => 'e',
                '1' or '!' => 'i',
                '0' => 'o',
                '$' or '5' => 's',
                '7' => 't',
                _ => sign,
            });
        }

        return plain.ToString();
    }

    private static bool IsRepetition(string text)
    {
        for (var length = 1; length <= LongestPiece; length++)
        {
            if (Enumerable.Range(0, text.Length).All(x => text[x] == text[x % length]))
                return true;
        }

        return false;
    }

    private static FrozenDictionary<string, int> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.json")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the assembly.");
        return JsonSerializer.Deserialize<string[]>(stream)!
            .Select((word, rank) => (word, rank))
            .DistinctBy(x => x.word, StringComparer.Ordinal)
            .ToFrozenDictionary(x => x.word, x => x.rank, StringComparer.Ordinal);
    }
}
