using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Balance;

/// <summary>The balance on the wallet page: what can be spent, what is reserved, what expires, what is owed.</summary>
public sealed class BalancePanelViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var panel = await HttpContext.RequestServices.GetRequiredService<ReadBalancePanel>()
            .ExecuteAsync(UserClaimsPrincipal.GetUserId(), HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_BalancePanel.cshtml", panel);
    }
}
