namespace Marketplace.Credits.BurnRate;

/// <summary>A day is a thirtieth of a month (S0-43).</summary>
internal static class DailyCost
{
    public const int DaysPerMonth = 30;

    /// <summary>Rounded once, half to even, to <paramref name="decimals"/> places (0–6).</summary>
    public static CreditAmount Of(CreditAmount monthly, int decimals) =>
        CreditAmount.FromDecimal(decimal.Round(monthly.ToDecimal() / DaysPerMonth, decimals, MidpointRounding.ToEven));
}
