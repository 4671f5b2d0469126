using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.TakenOver;
using Marketplace.Payments.PaymentMethods;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.AutoTopUp.Status;

/// <summary>The section "Auto Top-up:" of the wallet page (S0-13).</summary>
public sealed class AutoTopUpViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var userId = UserClaimsPrincipal.GetUserId();
        var methods = await services.GetRequiredService<IPaymentMethods>().ListAsync(userId, HttpContext.RequestAborted);
        var overview = await services.GetRequiredService<ReadAutoTopUp>().ExecuteAsync(userId, methods, HttpContext.RequestAborted);
        var method = methods.FirstOrDefault(x => x.Id == overview.Settings.PaymentMethodId);
        var consent = services.GetRequiredService<ConsentText>();
        return View("~/Areas/AutoTopUp/Pages/Shared/_WalletBlock.cshtml", new WalletBlock(
            overview, services.GetRequiredService<StandingText>().Of(overview.Standing), method is null ? null : method.PlainName,
            consent.Agreement,
            consent.TermsOf(overview.Settings, method), TakenOverWish.Of(overview.Settings, consent, methods.Count > 0)));
    }
}

/// <param name="Method">The chosen method as people know it, or null where none is saved.</param>
internal sealed record WalletBlock(
    AutoTopUpOverview Overview, string Standing, string? Method, string Agreement, string Terms, TakenOverWish? TakenOver)
{
    public CustomerSettings Settings => Overview.Settings;
}
