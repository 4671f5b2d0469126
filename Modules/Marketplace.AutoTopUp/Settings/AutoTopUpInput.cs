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

    /// <summary>What the chosen mode does not use may be anything; the rest is read, or the draft says why it cannot be.</summary>
    public SettingsDraft ToDraft(AmountReader amounts)
    {
        var mode = Mode ?? TopUpMode.Fixed;
        var unreadable = new List<SettingsError>();
        return new SettingsDraft
        {
            Enabled = Enabled, Consent = Consent, Mode = mode, PaymentMethodId = PaymentMethodId,
            Threshold = Read(SettingsField.Threshold, Threshold),
            Amount = Read(SettingsField.Amount, Amount, isUsed: mode is TopUpMode.Fixed),
            Target = Read(SettingsField.Target, Target, isUsed: mode is TopUpMode.Target),
            RunwayDays = Days(isUsed: mode is TopUpMode.Runway),
            DailyLimit = Read(SettingsField.DailyLimit, DailyLimit, isUsed: !string.IsNullOrWhiteSpace(DailyLimit)),
            MonthlyLimit = Read(SettingsField.MonthlyLimit, MonthlyLimit, isUsed: !string.IsNullOrWhiteSpace(MonthlyLimit)),
            Unreadable = unreadable,
        };

        decimal? Read(SettingsField field, string? typed, bool isUsed = true)
        {
            if (amounts.ReadUsd(typed, AmountField.Dollars, out var usd) is not { } problem)
                return usd.ToDecimal();
            if (isUsed)
                unreadable.Add(new SettingsError(field, problem));
            return null;
        }

        int? Days(bool isUsed)
        {
            if (amounts.ReadWhole(RunwayDays, 1, SettingsDraft.MostRunwayDays, out var days) is not { } problem)
                return days;
            if (isUsed)
                unreadable.Add(new SettingsError(SettingsField.RunwayDays, problem));
            return null;
        }
    }
}
