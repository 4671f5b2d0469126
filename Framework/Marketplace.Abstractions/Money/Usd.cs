using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Abstractions;

/// <summary>
/// An amount of US dollars in whole cents, which is what a payment is made of. Arithmetic is checked: it throws
/// <see cref="OverflowException"/> rather than wrap. As JSON it is a number with two decimals (<c>25.00</c>).
/// </summary>
[JsonConverter(typeof(UsdJsonConverter))]
public readonly record struct Usd(long Cents) : IComparable<Usd>
{
    public static readonly Usd Zero;

    public bool IsPositive => Cents > 0;

    public bool IsNegative => Cents < 0;

    public decimal ToDecimal() => Cents / 100m;

    /// <exception cref="ArgumentException">More than two decimals.</exception>
    /// <exception cref="OverflowException">Out of range.</exception>
    public static Usd FromDecimal(decimal usd) => decimal.Round(usd, 2) == usd
        ? new Usd(decimal.ToInt64(checked(usd * 100)))
        : throw new ArgumentException($"{usd.ToString(CultureInfo.InvariantCulture)} has more than two decimals.", nameof(usd));

    public int CompareTo(Usd other) => Cents.CompareTo(other.Cents);

    /// <summary>For people: <c>$1,234.50</c> or <c>-$5.00</c>.</summary>
    public string Format() => (Cents < 0 ? "-$" : "$") + Math.Abs(ToDecimal()).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>For choices, where whole dollars need no decimals: <c>$10</c> or <c>$7.50</c>.</summary>
    public string FormatShort() => Cents % 100 == 0 ? Format()[..^3] : Format();

    /// <summary>For programs and fields: <c>1234.50</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);

    public static Usd operator +(Usd left, Usd right) => new(checked(left.Cents + right.Cents));

    public static Usd operator -(Usd left, Usd right) => new(checked(left.Cents - right.Cents));

    public static Usd operator -(Usd value) => new(checked(-value.Cents));

    public static Usd operator *(Usd left, long factor) => new(checked(left.Cents * factor));

    public static bool operator <(Usd left, Usd right) => left.Cents < right.Cents;

    public static bool operator >(Usd left, Usd right) => left.Cents > right.Cents;

    public static bool operator <=(Usd left, Usd right) => left.Cents <= right.Cents;

    public static bool operator >=(Usd left, Usd right) => left.Cents >= right.Cents;
}

/// <summary>Reads and writes JSON numbers; text, exponents and more than two decimals are refused.</summary>
public sealed class UsdJsonConverter : JsonConverter<Usd>
{
    private const int MostDecimals = 2;

    public override Usd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(PlainNumber.Read(ref reader, MostDecimals, moreZeros: true));

    public override void Write(Utf8JsonWriter writer, Usd value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString());
}
