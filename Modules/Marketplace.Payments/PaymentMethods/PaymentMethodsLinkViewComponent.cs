using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Leads from the settings page to the saved cards.</summary>
public sealed class PaymentMethodsLinkViewComponent : ViewComponent
{
    public IViewComponentResult Invoke() => View("~/Areas/Payments/Pages/Shared/_PaymentMethodsLink.cshtml");
}
