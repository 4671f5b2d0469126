using Marketplace.Deployments.Deployments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Deployments.Areas.Deployments.Pages.Dashboard;

internal sealed class DeploymentModel(DeploymentStore store) : PageModel
{
    public Deployment Deployment { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ? Page() : NotFound();

    /// <summary>The part that changes while it starts, for the page's script.</summary>
    public async Task<IActionResult> OnGetLiveAsync(string id)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        return await FindAsync(id) ? Partial("~/Areas/Deployments/Pages/Shared/_Live.cshtml", Deployment) : NotFound();
    }

    private async Task<bool> FindAsync(string id)
    {
        if (await store.FindOwnAsync(id, User.GetUserId(), HttpContext.RequestAborted) is not { } deployment)
            return false;
        Deployment = deployment;
        return true;
    }
}
