using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Overview;

/// <summary>Adjustments and campaigns that wait for a second person, in the list of what needs attention.</summary>
public sealed class WaitingAdjustmentsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var waiting = new WaitingForApproval(
            await services.GetRequiredService<ListAdjustments>().CountWaitingAsync(HttpContext.RequestAborted),
            await services.GetRequiredService<ListCampaigns>().CountWaitingAsync(HttpContext.RequestAborted));
        return View("~/Areas/Adjustments/Pages/Shared/_WaitingAdjustments.cshtml", waiting);
    }
}

internal sealed record WaitingForApproval(int Adjustments, int Campaigns);
