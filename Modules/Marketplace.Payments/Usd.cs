using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Payments;

internal static partial class Usd
{
    /// <summary>For example <c>$25</c>, <c>$10,000</c> or <c>$7.50</c>.</summary>
    public static string Format(decimal usd) =>
        "$" + usd.ToString(decimal.Truncate(usd) == usd ? "N0" : "N2", CultureInfo.InvariantCulture);

    /// <summary>With both decimals, for example <c>$1,234.50</c>.</summary>
    public static string Exact(long cents) => "$" + (cents / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>What somebody typed: digits with at most two decimals after a point, above zero. Anything else is refused rather than guessed at.</summary>
    public static bool TryReadCents(string? typed, out long cents)
    {
        cents = 0;
        if (typed is null || !Form().IsMatch(typed))
            return false;
        cents = decimal.ToInt64(decimal.Parse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100);
        return cents > 0;
    }

    [GeneratedRegex(@"^[0-9]{1,6}(\.[0-9]{1,2})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
