namespace Marketplace.AutoTopUp.Settings;

/// <summary>What somebody asks for, by form or by program; nothing of it is checked yet. Amounts in USD.</summary>
internal sealed record SettingsDraft
{
    public const int MostRunwayDays = 3650;

    public required bool Enabled { get; init; }

    public TopUpMode Mode { get; init; } = TopUpMode.Fixed;

    public Usd? Threshold { get; init; }

    public Usd? Amount { get; init; }

    public Usd? Target { get; init; }

    public int? RunwayDays { get; init; }

    public string? PaymentMethodId { get; init; }

    /// <summary>Null: no limit.</summary>
    public Usd? DailyLimit { get; init; }

    public Usd? MonthlyLimit { get; init; }

    /// <summary>What was typed and is no amount, with what to type instead.</summary>
    public IReadOnlyList<SettingsError> Unreadable { get; init; } = [];

    /// <summary>The customer agreed to be charged without being asked again (S0-29).</summary>
    public bool Consent { get; init; }

    public static SettingsDraft Of(CustomerSettings x) => new()
    {
        Enabled = x.Enabled, Mode = x.Mode, Threshold = new Usd(x.ThresholdCents), Amount = new Usd(x.AmountCents),
            Target = new Usd(x.TargetCents), RunwayDays = x.RunwayDays,
        PaymentMethodId = x.PaymentMethodId, DailyLimit = CustomerSettings.UsdOf(x.DailyLimitCents),
        MonthlyLimit = CustomerSettings.UsdOf(x.MonthlyLimitCents),
    };
}

/// <summary>A field of the settings and what is wrong with it, in words for the customer.</summary>
internal sealed record SettingsError(SettingsField Field, string Message);

internal enum SettingsField
{
    Threshold,
    Amount,
    Target,
    RunwayDays,
    PaymentMethod,
    DailyLimit,
    MonthlyLimit,
    Consent,
}
