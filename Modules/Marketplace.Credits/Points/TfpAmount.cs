using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Credits.Points;

/// <summary>
/// An amount of the older system's points (TFP) as a whole number of hundred-thousandths, range ±92,233,720,368,547.75807. A point is worth
/// $0.10 (acceptance D1), so a hundred-thousandth of a point is a millionth of a dollar: to convert is to take the number over, exact in
/// both directions, with nothing to multiply and nothing to round. As JSON it is a plain number such as <c>150.5</c>.
/// </summary>
[JsonConverter(typeof(TfpAmountJsonConverter))]
public readonly record struct TfpAmount(long HundredThousandths)
{
    public const int MaxDecimals = 5;

    private const int MaxWholeDigits = 14;

    public static readonly TfpAmount Zero;

    public bool IsNegative => HundredThousandths < 0;

    /// <summary>150.5 points are $15.05.</summary>
    public CreditAmount ToCredits() => new(HundredThousandths);

    /// <summary>$15.05 are 150.5 points.</summary>
    public static TfpAmount FromCredits(CreditAmount credits) => new(credits.Micros);

    public decimal ToDecimal() => HundredThousandths / 100_000m;

    /// <summary>Invariant text with one to five decimals, for example <c>150.5</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.0####", CultureInfo.InvariantCulture);

    /// <summary>Reads a number as JSON writes it. Zeros at the end of the decimals do not count; exponents are refused.</summary>
    public static TfpParse Parse(ReadOnlySpan<char> text, out TfpAmount amount)
    {
        amount = Zero;
        var negative = text is ['-', ..];
        var digits = negative ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && decimals.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9')
            || decimals.ContainsAnyExceptInRange('0', '9'))
            return TfpParse.NotANumber;
        whole = whole.TrimStart('0');
        decimals = decimals.TrimEnd('0');
        if (decimals.Length > MaxDecimals)
            return TfpParse.TooPrecise;
        if (whole.Length > MaxWholeDigits)
            return TfpParse.OutOfRange;
        var units = decimal.Parse($"0{whole}{decimals}", NumberStyles.None, CultureInfo.InvariantCulture) * Power(
            MaxDecimals - decimals.Length);
        if (units > long.MaxValue)
            return TfpParse.OutOfRange;
        amount = new TfpAmount(negative ? -decimal.ToInt64(units) : decimal.ToInt64(units));
        return TfpParse.Ok;
    }

    public static TfpAmount operator +(TfpAmount left, TfpAmount right) => new(checked(left.HundredThousandths + right.HundredThousandths));

    private static decimal Power(int zeros) => zeros == 0 ? 1 : 10 * Power(zeros - 1);
}

public enum TfpParse
{
    Ok,

    /// <summary>Not a plain number: text, an exponent, NaN.</summary>
    NotANumber,

    /// <summary>More than five decimals, which no millionth of a dollar can hold.</summary>
    TooPrecise,

    OutOfRange,
}

internal sealed class TfpAmountJsonConverter : JsonConverter<TfpAmount>
{
    public override TfpAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("An amount must be a plain number such as 150.5.");
        var text = System.Text.Encoding.ASCII.GetString(
            reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan);
        return TfpAmount.Parse(text, out var amount) == TfpParse.Ok
            ? amount
            : throw new JsonException("An amount must be a plain number with at most five decimals, such as 150.5.");
    }

    public override void Write(Utf8JsonWriter writer, TfpAmount value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString());
}
