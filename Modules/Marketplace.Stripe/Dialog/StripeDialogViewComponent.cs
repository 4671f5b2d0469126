using Marketplace.Payments.Gateways;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Stripe.Dialog;

/// <summary>The payment dialog (S1-42), on every page of a signed-in customer.</summary>
public sealed class StripeDialogViewComponent(IPaymentGateway gateway) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        UserClaimsPrincipal.FindUserId() is null || await gateway.GetBrowserSettingsAsync(HttpContext.RequestAborted) is not { } browser
            ? Content("")
            : View("~/Areas/Stripe/Pages/Shared/_StripeDialog.cshtml", browser);
}
