using System.Globalization;
using System.Text;

namespace Marketplace.Abstractions;

/// <summary>
/// Text as it is searched: without regard to case, accents, wide and narrow letters, invisible characters and the number of blanks, so that
/// José Ødegård is found as <c>JOSÉ ØDEGÅRD</c> and as <c>jose odegard</c>. Made here and stored, because the databases disagree about all
/// of it.
/// </summary>
public static class SearchKey
{
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var key = new StringBuilder(text.Length);
        foreach (var rune in Valid(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormKD)
            .EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (key.Length > 0 && key[^1] != ' ')
                    key.Append(' ');
            }
            else if (!IsIgnored(rune))
            {
                key.Append(Plain(rune.Value) ?? rune.ToString());
            }
        }

        return key.ToString().TrimEnd();
    }

    /// <summary>What a stored key is compared with, so that any of its parts is found.</summary>
    /// <returns>A pattern for <c>like … escape '\'</c>, or null where nothing that can be searched for was typed.</returns>
    public static string? Pattern(string? text) =>
        Of(text) is { Length: > 0 } key
            ? "%" + key.Replace(@"\", @"\\", StringComparison.Ordinal)
                .Replace("%", @"\%", StringComparison.Ordinal)
                .Replace("_", @"\_", StringComparison.Ordinal) + "%"
            : null;

    private static bool IsIgnored(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>Letters that Unicode does not take apart, but people leave the stroke or dot of.</summary>
    private static string? Plain(int letter) => letter switch
    {
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };

    /// <summary>Halves of characters cannot be normalized.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(x => x.ToString()));
}
