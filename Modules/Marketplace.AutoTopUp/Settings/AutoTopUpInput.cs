using System.Globalization;

namespace Marketplace.AutoTopUp;

/// <summary>The form, as it is typed: what cannot be an amount is named rather than guessed at, and nothing typed is lost.</summary>
internal sealed record AutoTopUpInput
{
    public bool Enabled { get; init; }

    public TopUpMode? Mode { get; init; }

    public string? Threshold { get; init; }

    public string? Amount { get; init; }

    public string? Target { get; init; }

    public string? RunwayDays { get; init; }

    public string? PaymentMethodId { get; init; }

    public string? DailyLimit { get; init; }

    public string? MonthlyLimit { get; init; }

    public bool Consent { get; init; }

    public static AutoTopUpInput Of(CustomerSettings x) => new()
    {
        Enabled = x.Enabled, Mode = x.Mode, Threshold = Dollars.ToInput(x.ThresholdCents), Amount = Dollars.ToInput(x.AmountCents), Target = Dollars.ToInput(x.TargetCents),
        RunwayDays = x.RunwayDays.ToString(CultureInfo.InvariantCulture), PaymentMethodId = x.PaymentMethodId, DailyLimit = Dollars.ToInput(x.DailyLimitCents),
        MonthlyLimit = Dollars.ToInput(x.MonthlyLimitCents),
    };

    /// <summary>The wallet's short form says nothing of the rest, which stays as it is.</summary>
    public AutoTopUpInput Over(CustomerSettings stored) => Of(stored) with
    {
        Enabled = Enabled, Consent = Consent, Threshold = Threshold ?? Dollars.ToInput(stored.ThresholdCents), Amount = Amount ?? Dollars.ToInput(stored.AmountCents),
    };

    public SettingsDraft ToDraft() => new()
    {
        Enabled = Enabled, Consent = Consent, Mode = Mode ?? TopUpMode.Fixed, Threshold = Dollars.Parse(Threshold), Amount = Dollars.Parse(Amount), Target = Dollars.Parse(Target),
        RunwayDays = int.TryParse(RunwayDays?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null, PaymentMethodId = PaymentMethodId,
        DailyLimit = Limit(DailyLimit), MonthlyLimit = Limit(MonthlyLimit),
    };

    /// <returns>Null for no limit; what is no amount becomes one that the rules refuse.</returns>
    private static decimal? Limit(string? text) => string.IsNullOrWhiteSpace(text) ? null : Dollars.Parse(text) ?? -1;
}
