using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Overview;

/// <summary>How much runs, what it costs and when it renews, on the customer's overview.</summary>
public sealed class CustomerFiguresViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View(
            "~/Areas/Deployments/Pages/Shared/_CustomerFigures.cshtml",
            await HttpContext.RequestServices.GetRequiredService<ReadCustomerFigures>()
                .ExecuteAsync(UserClaimsPrincipal.GetUserId(), HttpContext.RequestAborted));
}
