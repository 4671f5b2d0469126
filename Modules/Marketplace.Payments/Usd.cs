using System.Globalization;

namespace Marketplace.Payments;

internal static class Usd
{
    /// <summary>For example <c>$25</c>, <c>$10,000</c> or <c>$7.50</c>.</summary>
    public static string Format(decimal usd) =>
        "$" + usd.ToString(decimal.Truncate(usd) == usd ? "N0" : "N2", CultureInfo.InvariantCulture);

    /// <summary>With both decimals, for example <c>$1,234.50</c>.</summary>
    public static string Exact(long cents) => "$" + (cents / 100m).ToString("N2", CultureInfo.InvariantCulture);
}
