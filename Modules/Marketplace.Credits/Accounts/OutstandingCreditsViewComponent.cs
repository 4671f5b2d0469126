using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Accounts;

/// <summary>What customers own in all, on the admin portal's overview, for those who may see the ledger.</summary>
public sealed class OutstandingCreditsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var allowed = await services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(HttpContext.User, null, new PermissionRequirement(Permissions.ViewLedger));
        if (!allowed.Succeeded)
            return Content("");
        var totals = await services.GetRequiredService<ReadTotals>().ExecuteAsync(HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_OutstandingCredits.cshtml", totals);
    }
}
