using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Log;

/// <summary>Events that could not be applied, in the list of what needs attention.</summary>
public sealed class FailedWebhooksViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var count = await HttpContext.RequestServices.GetRequiredService<RunEventAgain>().CountAsync(HttpContext.RequestAborted);
        return count == 0 ? Content("") : View("~/Areas/Stripe/Pages/Shared/_FailedWebhooks.cshtml", count);
    }
}
