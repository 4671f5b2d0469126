using Marketplace.Payments.Gateways;
using Marketplace.Payments.Packages;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Payments.BuyCredits;

/// <summary>The section "Buy Credits:" of the wallet page (S0-12).</summary>
public sealed class BuyCreditsViewComponent(ITenant tenant, IPaymentGateway gateway) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var browser = await gateway.GetBrowserSettingsAsync(HttpContext.RequestAborted);
        return View("~/Areas/Payments/Pages/Shared/_BuyCredits.cshtml", new BuyCreditsModel(
            tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section),
            tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages, browser is not null));
    }
}

internal sealed record BuyCreditsModel(PaymentsSettings Settings, IReadOnlyList<CreditPackage> Packages, bool IsAvailable);
