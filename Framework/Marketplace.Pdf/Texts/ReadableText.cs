using System.Globalization;
using System.Text;
using AnyAscii;

namespace Marketplace.Pdf;

/// <summary>What a document shows of a text: letters that a font has, and Latin ones or a question mark in place of all others.</summary>
internal static class ReadableText
{
    /// <param name="missing">Gets the characters that no font shows.</param>
    public static string Of(string text, Typeface typeface, ISet<int> missing)
    {
        if (text.All(x => x is >= ' ' and <= '~'))
            return text;
        var readable = new StringBuilder(text.Length);
        // Letters with their accents become one where there is such a one: fonts have more of those than places for loose accents.
        foreach (var character in Plain(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (IsInvisible(character))
                continue;
            if (character != Rune.ReplacementChar && typeface.Has(character))
                readable.Append(character);
            else
            {
                missing.Add(character.Value);
                readable.Append(InLatin(character, typeface));
            }
        }

        return readable.ToString();
    }

    /// <summary>A text that may stand in XML and in properties: no half characters, no control characters.</summary>
    public static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Select(x => IsBreak(x) || x.Value is 0xFFFE or 0xFFFF ? " " : x.ToString()));

    private static bool IsBreak(Rune character) =>
        Rune.IsControl(character)
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Marks for the order of letters and the like, which have no shape of their own.</summary>
    private static bool IsInvisible(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Format
        || character.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static string InLatin(Rune character, Typeface typeface)
    {
        var latin = character.ToString().Transliterate();
        if (latin.Length > 0 && latin.All(x => typeface.Has(new Rune(x))))
            return latin;
        // A point or accent above what is Latin now says nothing any more.
        return Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? "" : "?";
    }
}
