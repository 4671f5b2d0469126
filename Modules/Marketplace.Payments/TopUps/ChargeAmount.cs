using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>What a gateway can charge: whole cents, USD 0.50 to 999,999.99.</summary>
internal static class ChargeAmount
{
    public const long MinimumCents = 50;
    public const long MaximumCents = 99_999_999;

    /// <returns>The cents that <paramref name="credits"/> cost, or null when no gateway can charge that.</returns>
    public static long? TryGetCents(CreditAmount credits, decimal usdPerCredit)
    {
        if (!credits.IsPositive || usdPerCredit <= 0)
            return null;
        var cents = credits.ToDecimal() * usdPerCredit * 100;
        return decimal.Truncate(cents) == cents && cents is >= MinimumCents and <= MaximumCents ? decimal.ToInt64(cents) : null;
    }

    /// <summary>The credits that <paramref name="usd"/> buys, or null where that is no exact amount of credits.</summary>
    public static CreditAmount? TryGetCredits(decimal usd, decimal usdPerCredit)
    {
        if (usd <= 0 || usdPerCredit <= 0 || usd > MaximumCents / 100m)
            return null;
        var micros = usd / usdPerCredit * CreditAmount.MicrosPerCredit;
        return decimal.Truncate(micros) == micros && micros <= long.MaxValue ? new CreditAmount(decimal.ToInt64(micros)) : null;
    }

    /// <summary>USD with two decimals, for example <c>25.00</c>.</summary>
    public static string ToUsdText(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Explain(IStringLocalizer text) =>
        text["A card payment is a whole number of cents, at least $0.50 and at most $999,999.99."];
}
