using System.Buffers;
using System.Text;
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
        var span = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.Number || span.IndexOfAny((byte)'e', (byte)'E') >= 0)
            throw new JsonException("An amount must be a plain number such as 25.00.");
        // Counted on the text, because a decimal rounds what exceeds its 28 digits.
        var point = span.IndexOf((byte)'.');
        if (moreZeros && point >= 0)
            span = span.TrimEnd((byte)'0');
        var after = point < 0 ? 0 : span.Length - point - 1;
        var digits = Encoding.ASCII.GetString(span).Replace(".", "", StringComparison.Ordinal) + new string('0', Math.Max(0, decimals - after));
        return after <= decimals && long.TryParse(digits, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var scaled)
            ? scaled
            : throw new JsonException($"An amount has at most {decimals} decimals and {19 - decimals} digits before them.");
    }
}
