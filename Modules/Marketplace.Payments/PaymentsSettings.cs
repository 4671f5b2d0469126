namespace Marketplace.Payments;

/// <summary>The settings section <c>payments</c>: what customers may buy on the wallet page (S0-12, O20). Amounts in USD.</summary>
public sealed record PaymentsSettings
{
    public const string Section = "payments";

    /// <summary>The fixed choices, in order.</summary>
    public IReadOnlyList<Usd> FixedAmounts { get; init; } = [new(1_000), new(2_500), new(5_000)];

    /// <summary>Bounds of the custom amount.</summary>
    public Usd MinimumAmount { get; init; } = new(500);

    public Usd MaximumAmount { get; init; } = new(1_000_000);

    /// <summary>How many saved cards and PayPal accounts one customer may have.</summary>
    public int MaximumMethods { get; init; } = 10;

    /// <summary>How long before a card expires its owner is told, in days.</summary>
    public int ExpiryNoticeDays { get; init; } = 30;

    /// <summary>How long an account counts as new (O9); 0 where none does.</summary>
    public int NewAccountDays { get; init; } = 30;

    /// <summary>What a new account may buy in one day (UTC).</summary>
    public Usd NewAccountDailyLimitUsd { get; init; } = new(50_000);

    /// <summary>What anybody may buy in one day (UTC); null where that is not limited.</summary>
    public Usd? DailyLimitUsd { get; init; }
}
