using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

/// <summary>The signed-in customer's balance in the navigation bar; nothing for visitors.</summary>
public sealed class BalancePillViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (HttpContext.User.FindUserId() is not { } userId)
            return Content("");
        var balance = await HttpContext.RequestServices.GetRequiredService<IWallet>().GetBalanceAsync(userId, HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_BalancePill.cshtml", balance);
    }
}
