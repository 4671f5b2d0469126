using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marketplace.Abstractions;

/// <summary>What names that other people read must not hold.</summary>
public static partial class NameRules
{
    /// <summary>Letters and symbols by their category, which nobody sees.</summary>
    private static readonly HashSet<int> Blank = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x1D159];

    /// <summary>
    /// At least one character that can be seen, on one line, and none that turns the direction of what stands around it: such names look
    /// like nothing, or like somebody else's.
    /// </summary>
    public static bool IsReadable(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var isVisible = false;
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            i += length;
            var category = Rune.GetUnicodeCategory(rune);
            if (IsDirection(rune.Value)
                || category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
            isVisible |= !Blank.Contains(rune.Value)
                && (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.IsNumber(rune));
        }

        return isVisible;
    }

    /// <summary>
    /// Whether mail programs might make a link of a part of it: a web or mail address, also one without a scheme, such as
    /// <c>evil.example</c>. Invisible characters in between and the wide letters of East Asian scripts do not hide one.
    /// </summary>
    public static bool HasAddress(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        var plain = string.Concat(
            text.EnumerateRunes().Where(x => Rune.GetUnicodeCategory(x) != UnicodeCategory.Format).Select(x => x.ToString()));
        return Address().IsMatch(plain.Normalize(NormalizationForm.FormKC));
    }

    /// <summary>Embeddings, overrides and isolates.</summary>
    private static bool IsDirection(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    [GeneratedRegex(
        @"[a-z][a-z0-9+.-]*://|\bmailto:|\bwww\.|[^\s@]@[^\s@]|"
        + @"[\p{L}\p{N}][.\u3002][\p{L}][\p{L}\p{N}\p{M}-]*[\p{L}\p{N}]|\b\d{1,3}(\.\d{1,3}){3}\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
