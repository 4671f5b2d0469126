using System.Globalization;
using System.Text;

namespace Marketplace.Docs.Search;

/// <summary>Texts cut into words: runs of letters and digits, in lower case and without accents.</summary>
internal static class Words
{
    /// <summary>Characters; longer words are compared by their beginning.</summary>
    public const int Longest = 40;

    /// <param name="isWanted">Asked for each run before it is folded, cut to <see cref="Longest"/>; null: all are.</param>
    public static IEnumerable<WordAt> Split(string text, Func<ReadOnlySpan<char>, bool>? isWanted = null)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || IsMark(text[i])))
                i++;
            if (isWanted is not null && !isWanted(text.AsSpan(start, Math.Min(i - start, Longest))))
                continue;
            if (Fold(text.AsSpan(start, i - start)) is { Length: > 0 } word)
                yield return new WordAt(start, i - start, word);
        }
    }

    /// <returns>Letters and digits only.</returns>
    private static string Fold(ReadOnlySpan<char> run)
    {
        if (run.Length > Longest)
            run = run[..Longest];
        if (Ascii.IsValid(run))
            return string.Create(run.Length, run, static (span, source) => Ascii.ToLower(source, span, out _));
        var word = new StringBuilder(run.Length);
        foreach (var letter in run.ToString().Normalize(NormalizationForm.FormKD))
        {
            switch (char.ToLowerInvariant(letter))
            {
                case 'ß':
                    word.Append("ss");
                    break;
                case 'æ':
                    word.Append("ae");
                    break;
                case 'œ':
                    word.Append("oe");
                    break;
                case 'ø':
                    word.Append('o');
                    break;
                case var lower when char.IsLetterOrDigit(lower):
                    word.Append(lower);
                    break;
            }
        }

        return word.ToString();
    }

    private static bool IsMark(char x) => CharUnicodeInfo.GetUnicodeCategory(x) == UnicodeCategory.NonSpacingMark;
}

/// <param name="Start">In the text it was cut from, with its <paramref name="Length"/> there.</param>
/// <param name="Word">Folded.</param>
internal readonly record struct WordAt(int Start, int Length, string Word);
