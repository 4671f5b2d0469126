using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Abstractions;

/// <summary>
/// An amount of credits as a whole number of millionths, range ±9,223,372,036,854.775807. Arithmetic is exact and checked:
/// it throws <see cref="OverflowException"/> rather than wrap. As JSON it is a number with at least two decimals (<c>25.00</c>).
/// </summary>
[JsonConverter(typeof(CreditAmountJsonConverter))]
public readonly record struct CreditAmount(long Micros) : IComparable<CreditAmount>
{
    public const long MicrosPerCredit = 1_000_000;
    private const int MostDecimals = 6;

    public static readonly CreditAmount Zero;

    public bool IsNegative => Micros < 0;

    public bool IsPositive => Micros > 0;

    public CreditAmount Abs() => new(checked(Math.Abs(Micros)));

    public decimal ToDecimal() => Micros / 1_000_000m;

    /// <exception cref="ArgumentException">More than six decimals.</exception>
    /// <exception cref="OverflowException">Out of range.</exception>
    public static CreditAmount FromDecimal(decimal credits)
    {
        return decimal.Round(credits, 6) == credits
            ? new CreditAmount(decimal.ToInt64(checked(credits * MicrosPerCredit)))
            : throw new ArgumentException($"{credits.ToString(CultureInfo.InvariantCulture)} has more than six decimals.", nameof(credits));
    }

    /// <summary>Reads what a program sends as text, such as in a query: digits with at most six decimals after a point.</summary>
    /// <returns>False for signs, exponents, separators and whatever else has to be guessed at, or is out of range.</returns>
    public static bool TryParse(string? text, out CreditAmount amount)
    {
        var isRead = PlainNumber.TryRead(text, MostDecimals, isNegative: false, out var micros);
        amount = new CreditAmount(micros);
        return isRead;
    }

    /// <summary>Whether nothing is lost where <paramref name="decimals"/> places (0–6) are shown.</summary>
    public bool FitsIn(int decimals)
    {
        var step = 1L;
        for (var place = decimals; place < 6; place++)
            step *= 10;
        return Micros % step == 0;
    }

    /// <summary>
    /// Rounds half to even, to <paramref name="decimals"/> places (0–6); what would be rounded out of the range stays as it is.
    /// </summary>
    public CreditAmount Round(int decimals)
    {
        var rounded = decimal.Round(ToDecimal(), decimals, MidpointRounding.ToEven) * MicrosPerCredit;
        return rounded is >= long.MinValue and <= long.MaxValue ? new CreditAmount(decimal.ToInt64(rounded)) : this;
    }

    /// <summary>What somebody in debt lacks of a large amount may be more than there can be: then it is as much as there can be.</summary>
    public static CreditAmount Missing(CreditAmount required, CreditAmount available) =>
        new((long)Int128.Clamp((Int128)required.Micros - available.Micros, 0, long.MaxValue));

    public int CompareTo(CreditAmount other) => Micros.CompareTo(other.Micros);

    /// <summary>Invariant text with two to six decimals, for example <c>25.00</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.00####", CultureInfo.InvariantCulture);

    public static CreditAmount operator +(CreditAmount left, CreditAmount right) => new(checked(left.Micros + right.Micros));

    public static CreditAmount operator -(CreditAmount left, CreditAmount right) => new(checked(left.Micros - right.Micros));

    public static CreditAmount operator -(CreditAmount value) => new(checked(-value.Micros));

    public static CreditAmount operator *(CreditAmount left, long factor) => new(checked(left.Micros * factor));

    public static bool operator <(CreditAmount left, CreditAmount right) => left.Micros < right.Micros;

    public static bool operator >(CreditAmount left, CreditAmount right) => left.Micros > right.Micros;

    public static bool operator <=(CreditAmount left, CreditAmount right) => left.Micros <= right.Micros;

    public static bool operator >=(CreditAmount left, CreditAmount right) => left.Micros >= right.Micros;
}

/// <summary>Reads and writes JSON numbers; text, exponents and more than six decimals are refused.</summary>
public sealed class CreditAmountJsonConverter : JsonConverter<CreditAmount>
{
    private const int MostDecimals = 6;

    public override CreditAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(PlainNumber.Read(ref reader, MostDecimals));

    public override void Write(Utf8JsonWriter writer, CreditAmount value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString());
}
