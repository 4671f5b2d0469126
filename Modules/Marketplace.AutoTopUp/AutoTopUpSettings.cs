namespace Marketplace.AutoTopUp;

/// <summary>The settings section <c>autotopup</c>: what customers may choose and what they find chosen. Amounts in USD.</summary>
public sealed record AutoTopUpSettings
{
    public const string Section = "autotopup";

    /// <summary>What customers find filled in (S0-22).</summary>
    public Usd DefaultThreshold { get; init; } = new(1_000);

    public Usd DefaultAmount { get; init; } = new(2_500);

    /// <summary>The least and the most that one automatic charge may be.</summary>
    public Usd MinimumAmount { get; init; } = new(500);

    public Usd MaximumAmount { get; init; } = new(100_000);

    public Usd MaximumThreshold { get; init; } = new(100_000);

    /// <summary>How many days of use the mode "runway" may cover.</summary>
    public int MaximumRunwayDays { get; init; } = 90;

    /// <summary>How long nothing is tried after a failure.</summary>
    public int CooldownMinutes { get; init; } = 60;

    /// <summary>How many failures in a row suspend it until the payment method changes.</summary>
    public int FailuresUntilSuspended { get; init; } = 3;

    /// <summary>How long the link is good with which a customer confirms a charge that their bank asks about.</summary>
    public int LinkHours { get; init; } = 72;
}
