using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Credits;

/// <summary>
/// Reads an amount that somebody typed or sent: digits with at most six decimals after a point, above zero and in range. Signs, exponents,
/// thousands separators, NaN and anything longer are refused rather than guessed at.
/// </summary>
public static partial class AmountText
{
    public static bool TryRead(string? text, out CreditAmount amount)
    {
        amount = CreditAmount.Zero;
        if (text is null || !Form().IsMatch(text))
            return false;
        var credits = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (credits <= 0 || credits > new CreditAmount(long.MaxValue).ToDecimal())
            return false;
        amount = CreditAmount.FromDecimal(credits);
        return true;
    }

    [GeneratedRegex(@"^[0-9]{1,13}(\.[0-9]{1,6})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
