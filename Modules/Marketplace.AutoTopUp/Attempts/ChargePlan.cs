namespace Marketplace.AutoTopUp;

/// <summary>How much is bought at once (D6): as many times the configured amount as needed, or up to the target, or what a number of days use.</summary>
/// <param name="AvailableCents">What the customer can spend, rounded down; negative in debt.</param>
/// <param name="RequiredCents">What the purchase costs, rounded up; 0 without one.</param>
/// <param name="MonthlyBurnCents">What the customer's services use in 30 days.</param>
internal sealed record ChargePlan(long AvailableCents, long RequiredCents, long MonthlyBurnCents)
{
    private const int DaysPerMonth = 30;

    /// <param name="minimumCents">No charge is less.</param>
    /// <param name="maximumCents">No charge is more: what is planned beyond it waits for the next time.</param>
    /// <returns>Positive; or null where a purchase needs more than one charge may be.</returns>
    public long? CentsFor(CustomerSettings settings, long minimumCents, long maximumCents)
    {
        var most = settings.Mode is TopUpMode.Fixed ? maximumCents / settings.AmountCents * settings.AmountCents : maximumCents;
        var cents = Math.Min(PlannedFor(settings, minimumCents), most);
        return Covers(cents) ? cents : null;
    }

    /// <summary>Whether a charge of that much is one, and enough for the purchase where there is one.</summary>
    public bool Covers(long cents) => cents > 0 && (RequiredCents <= 0 || cents >= checked(RequiredCents - AvailableCents));

    private long PlannedFor(CustomerSettings settings, long minimumCents)
    {
        var missing = checked(Math.Max(settings.ThresholdCents, RequiredCents) - AvailableCents);
        return settings.Mode switch
        {
            TopUpMode.Fixed => checked(settings.AmountCents * Math.Max(1, DivideUp(missing, settings.AmountCents))),
            TopUpMode.Target => Math.Max(minimumCents, Math.Max(missing, checked(settings.TargetCents - AvailableCents))),
            _ => Math.Max(minimumCents, Math.Max(missing, checked(DivideUp(MonthlyBurnCents * settings.RunwayDays, DaysPerMonth) - AvailableCents))),
        };
    }

    private static long DivideUp(long value, long by) => value <= 0 ? 0 : ((value - 1) / by) + 1;
}
