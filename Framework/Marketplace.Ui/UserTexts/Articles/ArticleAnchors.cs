using System.Globalization;
using System.Text;

namespace Marketplace.Ui;

/// <summary>
/// Ids of headings as GitHub makes them: lower case, letters and digits of any script kept, spaces to <c>-</c>, repeated ones numbered.
/// </summary>
internal sealed class ArticleAnchors
{
    private const string Nameless = "section";

    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal)
    {
        // Ids of the frame around the article, which its scripts look for.
        ["main"] = 0, ["toasts"] = 0, ["ui-texts"] = 0,
    };

    public string For(string heading)
    {
        var slug = Slug(heading);
        var anchor = slug;
        while (!_uses.TryAdd(anchor, 0))
            anchor = slug + "-" + (++_uses[slug]).ToString(CultureInfo.InvariantCulture);
        return anchor;
    }

    private static string Slug(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var letter in heading.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(letter) || IsMark(letter) || letter.Value is '-' or '_')
                slug.Append(letter.ToString());
            else if (Rune.IsWhiteSpace(letter))
                slug.Append('-');
        }

        return slug.Length == 0 ? Nameless : slug.ToString();
    }

    /// <summary>Vowels and tones of scripts that write them as marks.</summary>
    private static bool IsMark(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
