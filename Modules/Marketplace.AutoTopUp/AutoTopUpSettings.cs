namespace Marketplace.AutoTopUp;

/// <summary>The settings section <c>autotopup</c>: what customers may choose and what they find chosen. Amounts in USD.</summary>
public sealed record AutoTopUpSettings
{
    public const string Section = "autotopup";

    /// <summary>What customers find filled in (S0-22).</summary>
    public decimal DefaultThreshold { get; init; } = 10m;

    public decimal DefaultAmount { get; init; } = 25m;

    /// <summary>The least and the most that one automatic charge may be.</summary>
    public decimal MinimumAmount { get; init; } = 5m;

    public decimal MaximumAmount { get; init; } = 1_000m;

    public decimal MaximumThreshold { get; init; } = 1_000m;

    /// <summary>How many days of use the mode "runway" may cover.</summary>
    public int MaximumRunwayDays { get; init; } = 90;

    /// <summary>How long nothing is tried after a failure.</summary>
    public int CooldownMinutes { get; init; } = 60;

    /// <summary>How many failures in a row suspend it until the payment method changes.</summary>
    public int FailuresUntilSuspended { get; init; } = 3;

    /// <summary>How long the link is good with which a customer confirms a charge that their bank asks about.</summary>
    public int LinkHours { get; init; } = 72;
}
