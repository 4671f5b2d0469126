using System.Buffers;
using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>Why what somebody typed is no number.</summary>
public enum TypedNumberProblem
{
    None,
    Empty,

    /// <summary>Signs, exponents, spaces inside, other digits, words.</summary>
    NotANumber,

    /// <summary>It can be read in two ways, or its separators are in no order: <c>1,000</c>, <c>1.000,00</c>, <c>5,</c>.</summary>
    Ambiguous,

    /// <summary>A separator where only whole numbers make sense.</summary>
    NotWhole,
    TooManyDecimals,

    /// <summary>More than 13 digits before the decimals.</summary>
    TooLarge,
}

/// <summary>
/// The one reader of numbers that people type (acceptance O25), and the twin of <c>readAmount</c> in <c>amounts.js</c>; both are held to
/// one table of cases. It never guesses: one separator followed by one or two digits is the decimal separator, comma or point. Where a
/// field has more than two decimals, three digits after a separator are usual, so only the point separates there.
/// </summary>
public static class TypedNumber
{
    /// <summary>Decimals up to which a comma cannot be taken for a thousands separator.</summary>
    private const int CommaDecimals = 2;
    private const int MostWholeDigits = 13;
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00a0', '\u202f'];

    /// <param name="decimals">0–6, of the field.</param>
    /// <param name="symbol">What may stand before the number, such as <c>$</c>; empty: nothing.</param>
    /// <param name="number">Zero where there is a problem; never negative.</param>
    public static TypedNumberProblem Read(string? typed, int decimals, string symbol, out decimal number)
    {
        number = 0;
        var text = (typed ?? "").Trim(Blanks);
        if (symbol.Length > 0 && text.StartsWith(symbol, StringComparison.Ordinal))
            text = text[symbol.Length..].TrimStart(Blanks);
        if (CheckDigits(text) is not TypedNumberProblem.None and var problem)
            return problem;
        var place = text.AsSpan().IndexOfAny('.', ',');
        if (place >= 0 && CheckSeparator(text, place, decimals) is not TypedNumberProblem.None and var wrong)
            return wrong;
        if ((place < 0 ? text : text[..place]).TrimStart('0').Length > MostWholeDigits)
            return TypedNumberProblem.TooLarge;
        number = decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return TypedNumberProblem.None;
    }

    private static readonly SearchValues<char> Typeable = SearchValues.Create("0123456789.,");

    private static TypedNumberProblem CheckDigits(string text)
    {
        if (text.Length == 0)
            return TypedNumberProblem.Empty;
        return text.AsSpan().ContainsAnyExcept(Typeable) || !text.AsSpan().ContainsAnyInRange('0', '9')
            ? TypedNumberProblem.NotANumber
            : TypedNumberProblem.None;
    }

    private static TypedNumberProblem CheckSeparator(string text, int place, int decimals)
    {
        if (decimals == 0)
            return TypedNumberProblem.NotWhole;
        var after = text.Length - place - 1;
        if (place == 0 || after == 0 || text.AsSpan(place + 1).ContainsAny('.', ','))
            return TypedNumberProblem.Ambiguous;
        if (decimals > CommaDecimals ? text[place] == ',' : after == 3)
            return TypedNumberProblem.Ambiguous;
        return after > decimals ? TypedNumberProblem.TooManyDecimals : TypedNumberProblem.None;
    }
}
