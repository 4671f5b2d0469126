using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Amounts;

/// <summary>What a gateway can charge: USD 0.50 to 999,999.99.</summary>
internal static class ChargeAmount
{
    public static readonly Usd Minimum = new(50);
    public static readonly Usd Maximum = new(99_999_999);

    public static bool CanBeCharged(Usd usd) => usd >= Minimum && usd <= Maximum;

    /// <returns>What <paramref name="credits"/> cost, or null when no gateway can charge that.</returns>
    public static Usd? TryGetPrice(CreditAmount credits, CreditUnit unit) =>
        unit.ToUsd(credits) is { } usd && CanBeCharged(usd) ? usd : null;

    /// <returns>The credits that <paramref name="usd"/> buys, or null where nobody can charge it or it is no exact amount of
    /// credits.</returns>
    public static CreditAmount? TryGetCredits(Usd usd, CreditUnit unit) => CanBeCharged(usd) ? unit.ToCredits(usd) : null;

    public static string Explain(IStringLocalizer text) =>
        text["A card payment is a whole number of cents, at least $0.50 and at most $999,999.99."];
}
