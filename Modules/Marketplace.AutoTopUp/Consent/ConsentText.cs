using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Payments.PaymentMethods;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Consent;

/// <summary>
/// The sentences that customers agree to. They are stored as they were shown, so that it can be told later what was agreed (S0-29).
/// </summary>
internal sealed class ConsentText(ITenant tenant, IStringLocalizer<ConsentText> text)
{
    /// <summary>Beside the check box of the settings.</summary>
    public string Agreement =>
        text[
            "I agree that {0} charges this payment method without asking me again whenever my credits fall below the amount above or do "
            + "not cover what I buy, then in one charge as much as both need, and my other saved methods where it is declined, until I "
            + "switch this off.",
            tenant.DisplayName];

    /// <summary>What is bought when, and for how much.</summary>
    public string TermsOf(CustomerSettings settings, PaymentMethod? method)
    {
        var threshold = new Usd(settings.ThresholdCents).Format();
        var with = method is null ? text["no payment method"].Value : method.PlainName;
        var what = settings.Mode switch
        {
            TopUpMode.Fixed =>
                text["When credits are below {0}, purchase {1} with {2}.", threshold, new Usd(settings.AmountCents).Format(), with].Value,
            TopUpMode.Target =>
                text["When credits are below {0}, fill up to {1} with {2}.", threshold, new Usd(settings.TargetCents).Format(), with].Value,
            _ => text["When credits are below {0}, purchase what {1} days use with {2}.", threshold, settings.RunwayDays, with].Value,
        };
        return $"{what} {LimitsOf(settings)}";
    }

    /// <summary>What came over from an older system, before there is a method to charge.</summary>
    public string WishOf(CustomerSettings settings) =>
        text["When credits are below {0}, purchase {1}.", new Usd(settings.ThresholdCents).Format(), new Usd(settings.AmountCents).Format()]
        + $" {LimitsOf(settings)}";

    /// <summary>
    /// Asked where credits are below the threshold already when auto top-up is switched on; confirming exactly this charges at once.
    /// </summary>
    public string ChargeNow(CustomerSettings settings, ChargePreview preview) =>
        text[
            "Your credits ({0}) are below {1} already: buy {2} now with {3}.",
            tenant.Settings.Get<CreditUnit>("credits").Format(preview.Available), new Usd(settings.ThresholdCents).Format(),
            new Usd(preview.Cents).Format(), preview.Method];

    private string LimitsOf(CustomerSettings settings) => (settings.DailyLimitCents, settings.MonthlyLimitCents) switch
    {
        ({ } day, { } month) => text["At most {0} per day and {1} per month.", new Usd(day).Format(), new Usd(month).Format()],
        ({ } day, null) => text["At most {0} per day.", new Usd(day).Format()],
        (null, { } month) => text["At most {0} per month.", new Usd(month).Format()],
        _ => text["No limit per day or month."],
    };
}
