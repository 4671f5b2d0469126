using Marketplace.Deployments.Deployments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Overview;

/// <summary>The newest deployments on the customer's overview.</summary>
public sealed class DeploymentsCardViewComponent : ViewComponent
{
    private const int Shown = 4;

    public async Task<IViewComponentResult> InvokeAsync()
    {
        var store = HttpContext.RequestServices.GetRequiredService<DeploymentStore>();
        var page = await store.ListAsync(
            new DeploymentFilter([UserClaimsPrincipal.GetUserId()], Status: null, Page: 1, Shown), HttpContext.RequestAborted);
        return View("~/Areas/Deployments/Pages/Shared/_DeploymentsCard.cshtml", page);
    }
}
