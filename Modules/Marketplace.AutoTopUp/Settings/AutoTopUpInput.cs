using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.AutoTopUp.Settings;

/// <summary>The form, as it is typed: what cannot be an amount is named rather than guessed at, and nothing typed is lost.</summary>
internal sealed record AutoTopUpInput : IEditForm
{
    public string? Version { get; set; }

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

    /// <param name="version">Of these settings.</param>
    public static AutoTopUpInput Of(CustomerSettings x, string? version) => new()
    {
        Version = version,
        Enabled = x.Enabled, Mode = x.Mode, Threshold = new Usd(x.ThresholdCents).ToString(), Amount = new Usd(x.AmountCents).ToString(),
        Target = new Usd(x.TargetCents).ToString(),
        RunwayDays = x.RunwayDays.ToString(CultureInfo.InvariantCulture), PaymentMethodId = x.PaymentMethodId,
        DailyLimit = CustomerSettings.UsdOf(x.DailyLimitCents)?.ToString(),
        MonthlyLimit = CustomerSettings.UsdOf(x.MonthlyLimitCents)?.ToString(),
    };

    /// <summary>The wallet's short form says nothing of the rest, which stays as it is.</summary>
    public AutoTopUpInput Over(CustomerSettings stored) => Of(stored, Version) with
    {
        Enabled = Enabled, Consent = Consent, Threshold = Threshold ?? new Usd(stored.ThresholdCents).ToString(), Amount = Amount
            ?? new Usd(stored.AmountCents).ToString(),
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

        Usd? Read(SettingsField field, string? typed, bool isUsed = true)
        {
            if (amounts.ReadUsd(typed, AmountField.Dollars, out var usd) is not { } problem)
                return usd;
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
