namespace Marketplace.Credits.BurnRate;

/// <summary>How many whole days a balance lasts, from the exact monthly cost, not from a rounded daily one.</summary>
internal static class Runway
{
    public static long? Days(CreditAmount balance, CreditAmount monthly)
    {
        if (!monthly.IsPositive)
            return null;
        if (!balance.IsPositive)
            return 0;
        var days = (Int128)balance.Micros * DailyCost.DaysPerMonth / monthly.Micros;
        return days > long.MaxValue ? long.MaxValue : (long)days;
    }
}
