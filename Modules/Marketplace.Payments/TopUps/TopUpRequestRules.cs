using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>What the buy-credits form and endpoint accept: the fixed choices, or a custom amount within the tenant's bounds (O20).</summary>
internal sealed class TopUpRequestRules(ITenant tenant, IStringLocalizer<TopUpRequestRules> text)
{
    private readonly PaymentsSettings _settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <returns>Problems by field; empty when the request is fine.</returns>
    public Dictionary<string, string[]> Check(TopUpRequest request, string userId)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (CheckAmount(request.AmountUsd) is { } problem)
            errors["amount_usd"] = [problem];
        if (request.UserId is not null && request.UserId != userId)
            errors["user_id"] = [text["You can buy credits for yourself only."]];
        if (!string.IsNullOrEmpty(request.ReturnUrl) && !IsLocal(request.ReturnUrl))
            errors["return_url"] = [text["The return address must be a path of this site."]];
        return errors;
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public CreditAmount CreditsFor(TopUpRequest request) => ChargeAmount.TryGetCredits(request.AmountUsd, _unit.UsdValue)!.Value;

    private string? CheckAmount(decimal usd)
    {
        if (decimal.Round(usd, 2) != usd)
            return text["Use at most two decimals, for example 25.50."];
        if (!_settings.FixedAmounts.Contains(usd) && (usd < _settings.MinimumAmount || usd > _settings.MaximumAmount))
            return text["Choose an amount from {0} to {1}.", Usd.Format(_settings.MinimumAmount), Usd.Format(_settings.MaximumAmount)];
        return ChargeAmount.TryGetCredits(usd, _unit.UsdValue) is { } credits && ChargeAmount.TryGetCents(credits, _unit.UsdValue) is not null
            ? null
            : ChargeAmount.Explain(text);
    }

    private static bool IsLocal(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) && url.Length <= 500;
}
