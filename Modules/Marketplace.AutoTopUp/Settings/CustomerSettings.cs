namespace Marketplace.AutoTopUp.Settings;

internal enum TopUpMode
{
    /// <summary>The same amount each time, as often as it takes.</summary>
    Fixed,

    /// <summary>Up to a balance.</summary>
    Target,

    /// <summary>As much as the deployments use in a number of days.</summary>
    Runway,
}

/// <summary>A row of <c>auto_topup_settings</c>: what a customer chose, and what became of it.</summary>
internal sealed record CustomerSettings
{
    public const string Columns =
        "user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days, payment_method_id, daily_limit_cents, "
        + "monthly_limit_cents, " +
        "consent_at, consent_text, consent_terms, failures_in_row, suspended_at, suspended_reason, suspended_methods, cooldown_until, "
        + "taken_over_at, asks_to_go_on";

    public required string UserId { get; init; }

    public required bool Enabled { get; init; }

    public required TopUpMode Mode { get; init; }

    public required long ThresholdCents { get; init; }

    public required long AmountCents { get; init; }

    public required long TargetCents { get; init; }

    public required int RunwayDays { get; init; }

    /// <summary>What is tried first; the customer's other methods stand in for it.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>Per calendar day in UTC (O20); null: no limit.</summary>
    public long? DailyLimitCents { get; init; }

    public long? MonthlyLimitCents { get; init; }

    public DateTimeOffset? ConsentAt { get; init; }

    /// <summary>The sentence that the customer agreed to, as it was shown.</summary>
    public string? ConsentText { get; init; }

    /// <summary>The amounts, limits and method it was given for.</summary>
    public string? ConsentTerms { get; init; }

    public int FailuresInRow { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspendedReason { get; init; }

    /// <summary>The methods that failed; others lift the suspension.</summary>
    public string? SuspendedMethods { get; init; }

    public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>When they came over from an older system; null where the customer chose them here.</summary>
    public DateTimeOffset? TakenOverAt { get; init; }

    /// <summary>Its customer had it on there, and has yet to be asked, once, to give a card and to agree.</summary>
    public bool AsksToGoOn { get; init; }

    public bool IsSuspended => SuspendedAt is not null;

    /// <summary>Of what customers choose: what becomes of it, such as a suspension, disturbs no form.</summary>
    /// <param name="stored">Null for somebody who never chose.</param>
    public static string VersionOf(CustomerSettings? stored) => stored is not { } x
        ? "none"
        : RecordVersion.Of((
            x.Enabled, x.Mode, x.ThresholdCents, x.AmountCents, x.TargetCents, x.RunwayDays, x.PaymentMethodId, x.DailyLimitCents,
            x.MonthlyLimitCents));

    public static Usd? UsdOf(long? cents) => cents is { } value ? new Usd(value) : null;

    /// <summary>What somebody finds who never chose.</summary>
    public static CustomerSettings DefaultOf(string userId, AutoTopUpSettings tenant)
    {
        var (threshold, amount) = (tenant.DefaultThreshold.Cents, tenant.DefaultAmount.Cents);
        return new CustomerSettings
        {
            UserId = userId, Enabled = false, Mode = TopUpMode.Fixed, ThresholdCents = threshold, AmountCents = amount,
                TargetCents = threshold + amount, RunwayDays = 30,
        };
    }
}
