using Marketplace.Credits.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Overview;

/// <summary>"Grant" and "Adjust" on a customer's account.</summary>
public sealed class AdjustAccountViewComponent : ViewComponent
{
    /// <param name="model">The customer's user id.</param>
    public async Task<IViewComponentResult> InvokeAsync(string model)
    {
        var owners = HttpContext.RequestServices.GetRequiredService<OwnerNames>();
        return View(
            "~/Areas/Adjustments/Pages/Shared/_AdjustAccount.cshtml", (await owners.OfAsync([model], HttpContext.RequestAborted))[model]);
    }
}
