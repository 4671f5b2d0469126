using System.Globalization;

namespace Marketplace.Payments;

/// <summary>USD to the cent, for comparisons: <c>$1,234.50</c>, <c>−$25.00</c>.</summary>
internal static class Cents
{
    public static string Format(long cents) => (cents < 0 ? "\u2212" : "") + "$" + (Math.Abs((decimal)cents) / 100m).ToString("N2", CultureInfo.InvariantCulture);
}
