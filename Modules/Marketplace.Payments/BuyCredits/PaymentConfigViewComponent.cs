using System.Text.Json;
using Marketplace.Payments.Gateways;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.BuyCredits;

/// <summary>What payments.js needs on every page of a signed-in customer: nothing secret, and all texts.</summary>
public sealed class PaymentConfigViewComponent(IPaymentGateway gateway, IStringLocalizer<PaymentConfigViewComponent> text) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (UserClaimsPrincipal.FindUserId() is null
            || await gateway.GetBrowserSettingsAsync(HttpContext.RequestAborted) is not { } browser)
            return Content("");
        var config = new
        {
            provider = gateway.Name,
            publishableKey = browser.PublishableKey,
            scriptUrl = Url.Content(browser.ScriptUrl),
            sandbox = browser.IsSandbox,
            topUpsUrl = Url.Content("~/api/wallet/topups"),
            methodsUrl = Url.Content("~/api/wallet/payment-methods"),
            kinds = browser.Kinds.Select(x => x is PaymentMethodKind.PayPal ? "paypal" : "card"),
            texts = new
            {
                initFailed = text["Failed to initialize payment"].Value,
                succeeded = text["Payment successful! Credits added to your account."].Value,
                pending =
                    text["Your payment is on its way. Your credits arrive as soon as it is confirmed; you can leave this page."].Value,
                notPaid = text["The payment was not confirmed. You were not charged."].Value,
                notSaved = text["It was not confirmed, and not saved."].Value,
                methodSaved = text["Saved. You can pay with it from now on."].Value,
                retrySave = text["It could not be saved. Try again."].Value,
                offlineSave = text["No connection. Nothing was saved. Check your connection and try again."].Value,
                signInSave = text["You are signed out. Sign in, then try again. Nothing was saved."].Value,
                notAsked = text["We could not ask about your payment. Look at your payments before you pay again."].Value,
                signInToAsk = text["You are signed out. Sign in and look at your payments before you pay again."].Value,
                notCharged = text["You were not charged."].Value,
                retry = text["The payment could not be started. You were not charged. Try again."].Value,
                offline = text["No connection. You were not charged. Check your connection and try again."].Value,
                signIn = text["You are signed out. Sign in, then try again. You were not charged."].Value,
            },
        };
        return View("~/Areas/Payments/Pages/Shared/_PaymentConfig.cshtml", JsonSerializer.Serialize(config, TenantSettings.Json));
    }
}
