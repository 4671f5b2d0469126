using System.Globalization;

namespace Marketplace.AutoTopUp;

/// <summary>Cents of USD, as people read them and as credits of the tenant.</summary>
internal static class Dollars
{
    /// <returns>Null for what is no whole number of cents, or too large to be one.</returns>
    public static long? ToCents(decimal? usd) =>
        usd is { } value && decimal.Round(value, 2) == value && Math.Abs(value) <= 100_000_000m ? decimal.ToInt64(value * 100) : null;

    /// <summary>For example <c>$25.00</c>.</summary>
    public static string Format(long cents) => "$" + (cents / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>As short as it can be typed: <c>10</c> or <c>7.50</c>.</summary>
    public static string ToInput(long? cents) =>
        cents is { } value ? (value / 100m).ToString(value % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>With two decimals, for programs: <c>10.00</c>.</summary>
    public static string ToText(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <returns>The credits that this many cents buy, or null where that is no exact amount of them.</returns>
    public static CreditAmount? ToCredits(long cents, CreditUnit unit)
    {
        if (unit.UsdValue <= 0)
            return null;
        var micros = decimal.Truncate(cents / 100m / unit.UsdValue * CreditAmount.MicrosPerCredit);
        return micros <= long.MaxValue && micros / CreditAmount.MicrosPerCredit * unit.UsdValue * 100 == cents ? new CreditAmount(decimal.ToInt64(micros)) : null;
    }

    /// <summary>As many credits as this many cents are worth, for comparisons; rounded towards zero.</summary>
    public static CreditAmount Worth(long cents, CreditUnit unit) =>
        unit.UsdValue <= 0 ? CreditAmount.Zero : new CreditAmount(decimal.ToInt64(decimal.Truncate(Math.Min(cents / 100m / unit.UsdValue * CreditAmount.MicrosPerCredit, long.MaxValue))));

    /// <summary>What credits are worth in whole cents; what somebody has is rounded down, what something costs is rounded up.</summary>
    public static long CentsOf(CreditAmount credits, CreditUnit unit, bool up)
    {
        var cents = credits.ToDecimal() * unit.UsdValue * 100;
        return decimal.ToInt64(up ? decimal.Ceiling(cents) : decimal.Floor(cents));
    }
}
