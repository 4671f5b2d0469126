using Marketplace.Credits.Ledger.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Wallet;

/// <summary>The signed-in customer's balance and auto top-up in the navigation bar (S0-09); nothing for visitors.</summary>
public sealed class BalancePillViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (HttpContext.User.FindUserId() is not { } userId)
            return Content("");
        var services = HttpContext.RequestServices;
        var balance = await services.GetRequiredService<IWallet>().GetBalanceAsync(userId, HttpContext.RequestAborted);
        var autoTopUp = await services.GetRequiredService<IAutoTopUpStatus>().ReadAsync(userId, HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_BalancePill.cshtml", new BalancePill(balance, autoTopUp));
    }
}

internal sealed record BalancePill(WalletBalance Balance, AutoTopUpState AutoTopUp);
