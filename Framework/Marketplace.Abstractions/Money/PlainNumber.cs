using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Marketplace.Abstractions;

/// <summary>Numbers of programs, read from their digits: no text, no exponents, no rounding.</summary>
internal static class PlainNumber
{
    /// <param name="decimals">0–6, the most that may follow the point.</param>
    /// <param name="moreZeros">Zeros may follow those: settings were written with any number of them.</param>
    /// <returns>The number times 10 to the power of <paramref name="decimals"/>.</returns>
    /// <exception cref="JsonException">It is no plain number, has more decimals, or is out of range.</exception>
    public static long Read(ref Utf8JsonReader reader, int decimals, bool moreZeros = false)
    {
        var bytes = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        ReadOnlySpan<char> digits = System.Text.Encoding.ASCII.GetString(bytes);
        if (reader.TokenType != JsonTokenType.Number || digits.IndexOfAny('e', 'E') >= 0)
            throw new JsonException("An amount must be a plain number such as 25.00.");
        var isNegative = digits[0] == '-';
        if (moreZeros && digits.Contains('.'))
            digits = digits.TrimEnd('0').TrimEnd('.');
        return TryRead(isNegative ? digits[1..] : digits, decimals, isNegative, out var scaled)
            ? scaled
            : throw new JsonException($"An amount has at most {decimals} decimals and {19 - decimals} digits before them.");
    }

    /// <returns>False for what is no number, negative, has an exponent or more decimals, or is out of range.</returns>
    public static bool TryRead(JsonElement value, int decimals, out long scaled)
    {
        scaled = 0;
        return value.ValueKind is JsonValueKind.Number && TryRead(value.GetRawText(), decimals, isNegative: false, out scaled);
    }

    /// <summary>Counted on the digits, because a decimal rounds what exceeds its 28.</summary>
    /// <param name="digits">Without a sign.</param>
    public static bool TryRead(ReadOnlySpan<char> digits, int decimals, bool isNegative, out long scaled)
    {
        scaled = 0;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var after = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && after.IsEmpty) || after.Length > decimals || whole.ContainsAnyExceptInRange('0', '9')
            || after.ContainsAnyExceptInRange('0', '9'))
            return false;
        var text = string.Concat(isNegative ? "-" : "", whole, after, new string('0', decimals - after.Length));
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out scaled);
    }
}
