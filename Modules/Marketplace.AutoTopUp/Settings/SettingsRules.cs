using Marketplace.Payments.PaymentMethods;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Settings;

/// <summary>What may be chosen. A charge can only be as the tenant allows, and a limit that no charge fits into is a mistake.</summary>
internal sealed class SettingsRules(ITenant tenant, IStringLocalizer<SettingsRules> text)
{
    private readonly AutoTopUpSettings _bounds = tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <param name="methods">The customer's own.</param>
    public IReadOnlyList<SettingsError> Check(SettingsDraft draft, IReadOnlyList<PaymentMethod> methods)
    {
        var errors = draft.Unreadable.ToList();
        if (ThresholdError(draft) is { } threshold)
            errors.Add(new(SettingsField.Threshold, threshold));
        if (ChargeError(draft) is { } charge)
            errors.Add(charge);
        if (LimitError(draft, draft.DailyLimit) is { } daily)
            errors.Add(new(SettingsField.DailyLimit, daily));
        if (LimitError(draft, draft.MonthlyLimit) is { } monthly)
            errors.Add(new(SettingsField.MonthlyLimit, monthly));
        if (MethodError(draft, methods) is { } method)
            errors.Add(new(SettingsField.PaymentMethod, method));
        if (draft is { Enabled: true, Consent: false })
            errors.Add(new(SettingsField.Consent, text["Agree to the automatic charges, or leave auto top-up off."]));
        // What cannot be read comes first, and says what to type.
        return [.. errors.DistinctBy(x => x.Field)];
    }

    private string? ThresholdError(SettingsDraft draft) =>
        draft.Threshold is not { IsPositive: true } threshold || threshold > _bounds.MaximumThreshold
            ? text["Choose an amount from {0} to {1}, with at most two decimals.", new Usd(1).Format(),
                _bounds.MaximumThreshold.Format()].Value
            : null;

    private SettingsError? ChargeError(SettingsDraft draft) => draft.Mode switch
    {
        TopUpMode.Fixed when IsOutside(draft.Amount) => new(SettingsField.Amount, BoundsText()),
        TopUpMode.Fixed when _unit.ToCredits(draft.Amount!.Value) is null =>
            new(SettingsField.Amount, text["This amount buys no exact number of credits. Choose another one."]),
        TopUpMode.Target when IsOutside(draft.Target) => new(SettingsField.Target, BoundsText()),
        TopUpMode.Target when draft.Target <= draft.Threshold =>
            new(SettingsField.Target,
                text["Fill up to more than {0}, the amount below which credits are bought.", draft.Threshold!.Value.Format()]),
        TopUpMode.Runway when draft.RunwayDays is not { } days || days < 1 || days > _bounds.MaximumRunwayDays =>
            new(SettingsField.RunwayDays, text["Choose 1 to {0} days.", _bounds.MaximumRunwayDays]),
        _ => null,
    };

    private string? LimitError(SettingsDraft draft, Usd? limit)
    {
        if (limit is not { } value)
            return null;
        if (!value.IsPositive)
            return text["Choose an amount above zero with at most two decimals, or leave it empty for no limit."];
        var smallest = SmallestCharge(draft);
        return value < smallest
            ? text["No charge would fit: one is at least {0}. Choose a higher limit, or leave it empty for no limit.",
                smallest.Format()].Value
            : null;
    }

    private Usd SmallestCharge(SettingsDraft draft) => draft.Mode switch
    {
        TopUpMode.Fixed => draft.Amount ?? Usd.Zero,
        TopUpMode.Target => Larger(_bounds.MinimumAmount, (draft.Target ?? Usd.Zero) - (draft.Threshold ?? Usd.Zero)),
        _ => _bounds.MinimumAmount,
    };

    private string? MethodError(SettingsDraft draft, IReadOnlyList<PaymentMethod> methods)
    {
        if (string.IsNullOrEmpty(draft.PaymentMethodId))
            return draft.Enabled ? text["Choose a saved payment method."].Value : null;
        return methods.Any(x => x.Id == draft.PaymentMethodId)
            ? null
            : text["This is none of your saved payment methods. Choose one of them."].Value;
    }

    private bool IsOutside(Usd? usd) => usd is null || usd < _bounds.MinimumAmount || usd > _bounds.MaximumAmount;

    private string BoundsText() =>
        text[
            "Choose an amount from {0} to {1}, with at most two decimals.", _bounds.MinimumAmount.Format(), _bounds.MaximumAmount.Format()];

    private static Usd Larger(Usd one, Usd other) => one > other ? one : other;
}
