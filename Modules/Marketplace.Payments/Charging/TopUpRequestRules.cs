using Marketplace.Payments.Amounts;
using Marketplace.Payments.Packages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Charging;

/// <summary>
/// What the buy-credits form and endpoint accept: the fixed choices, or a custom amount within the tenant's bounds (O20).
/// </summary>
internal sealed class TopUpRequestRules(ITenant tenant, IStringLocalizer<TopUpRequestRules> text)
{
    private const string Purpose = "tfc_purchase";

    private readonly PaymentsSettings _settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
    private readonly PackagesSettings _packages = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <returns>Problems by field; empty when the request is fine.</returns>
    public Dictionary<string, string[]> Check(TopUpRequest request, string userId)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.PackageId is not null)
            CheckPackage(request, errors);
        else if (CheckAmount(request.AmountUsd) is { } problem)
            errors["amount_usd"] = [problem];
        if (request.Purpose is not null && request.Purpose != Purpose)
            errors["purpose"] = [text["The purpose of buying credits is \"{0}\". Send that, or leave it out.", Purpose]];
        if (request.UserId is not null && request.UserId != userId)
            errors["user_id"] = [text["You can buy credits for yourself only."]];
        if (!string.IsNullOrEmpty(request.ReturnUrl) && !IsLocal(request.ReturnUrl))
            errors["return_url"] = [text["The return address must be a path of this site."]];
        return errors;
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public CreditAmount CreditsFor(TopUpRequest request) =>
        PackageOf(request)?.Credits ?? ChargeAmount.TryGetCredits(request.AmountUsd!.Value, _unit)!.Value;

    public CreditPackage? PackageOf(TopUpRequest request) => _packages.Find(request.PackageId);

    private void CheckPackage(TopUpRequest request, Dictionary<string, string[]> errors)
    {
        if (PackageOf(request) is not { } package)
            errors["package_id"] = [text["This package is not sold. Load the page again to see what is."]];
        else if (request.AmountUsd is { } shown && shown != package.PriceUsd)
            errors["amount_usd"] = [text["The price is {0} now. You were not charged.", package.PriceUsd.Format()]];
    }

    private string? CheckAmount(Usd? amount)
    {
        if (amount is not { } usd)
            return text["Say how much you want to buy."];
        if (!_settings.FixedAmounts.Contains(usd) && (usd < _settings.MinimumAmount || usd > _settings.MaximumAmount))
            return text["Choose an amount from {0} to {1}.", _settings.MinimumAmount.Format(), _settings.MaximumAmount.Format()];
        return ChargeAmount.TryGetCredits(usd, _unit) is null ? ChargeAmount.Explain(text) : null;
    }

    private static bool IsLocal(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal)
            && !url.Any(char.IsControl) && url.Length <= 500;
}
