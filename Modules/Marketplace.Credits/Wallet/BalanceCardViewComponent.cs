using Marketplace.Credits.Ledger.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Wallet;

/// <summary>The balance on the customer's overview.</summary>
public sealed class BalanceCardViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (HttpContext.User.FindUserId() is not { } userId)
            return Content("");
        var balance = await HttpContext.RequestServices.GetRequiredService<IWallet>().GetBalanceAsync(userId, HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_BalanceCard.cshtml", balance);
    }
}
