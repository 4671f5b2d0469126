using Marketplace.AutoTopUp.Settings;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>
/// How much is bought at once (D6, O26): as many times the configured amount as needed, or up to the target, or what a number of days use.
/// What the purchase takes is bought with it, so that the debit that follows needs no charge of its own.
/// </summary>
/// <param name="AvailableCents">What the customer can spend, rounded down; negative in debt.</param>
/// <param name="RequiredCents">What the purchase costs, rounded up; 0 without one.</param>
/// <param name="MonthlyBurnCents">What the customer's services use in 30 days.</param>
internal sealed record ChargePlan(long AvailableCents, long RequiredCents, long MonthlyBurnCents)
{
    private const int DaysPerMonth = 30;

    /// <summary>What to try until a limit has room for it: all that is wanted; then, for a purchase, the least that covers it.</summary>
    /// <param name="minimumCents">No charge is less.</param>
    /// <param name="maximumCents">No charge is more: what is planned beyond it waits for the next time.</param>
    /// <returns>Positive, descending; empty where a purchase needs more than one charge may be.</returns>
    public IReadOnlyList<long> ChoicesFor(CustomerSettings settings, long minimumCents, long maximumCents)
    {
        var most = settings.Mode is TopUpMode.Fixed ? maximumCents / settings.AmountCents * settings.AmountCents
            : maximumCents < minimumCents ? 0 : maximumCents;
        var all = ChargeOf(settings, WantedBy(settings), minimumCents);
        if (RequiredCents <= 0)
            return Math.Min(all, most) is > 0 and var now ? [now] : [];
        var least = ChargeOf(settings, checked(RequiredCents - AvailableCents), minimumCents);
        // A part of a target or of a runway is worth having; of amounts it is all of them or the least.
        var first = settings.Mode is TopUpMode.Fixed ? all : Math.Min(all, most);
        return [.. new[] { first, least }.Distinct().Where(x => x <= most && Covers(x))];
    }

    /// <summary>Whether a charge of that much is one, and enough for the purchase where there is one.</summary>
    public bool Covers(long cents) => cents > 0 && (RequiredCents <= 0 || cents >= checked(RequiredCents - AvailableCents));

    /// <summary>What is missing once the purchase is paid.</summary>
    private long WantedBy(CustomerSettings settings)
    {
        var goal = settings.Mode switch
        {
            TopUpMode.Fixed => settings.ThresholdCents,
            TopUpMode.Target => Math.Max(settings.ThresholdCents, settings.TargetCents),
            _ => Math.Max(settings.ThresholdCents, DivideUp(checked(MonthlyBurnCents * settings.RunwayDays), DaysPerMonth)),
        };
        return checked(goal + RequiredCents - AvailableCents);
    }

    private static long ChargeOf(CustomerSettings settings, long missing, long minimumCents) => settings.Mode is TopUpMode.Fixed
        ? checked(settings.AmountCents * Math.Max(1, DivideUp(missing, settings.AmountCents)))
        : Math.Max(minimumCents, missing);

    private static long DivideUp(long value, long by) => value <= 0 ? 0 : ((value - 1) / by) + 1;
}
