using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Approvals;

/// <summary>What waits for the person who looks, and what they wait for, in the list of what needs attention.</summary>
public sealed class WaitingApprovalsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        if (HttpContext.User.FindUserId() is not { } user)
            return Content("");
        var scope = await services.GetRequiredService<ApprovalAccess>().OfAsync(HttpContext.User);
        var waiting = await services.GetRequiredService<ListApprovals>().WaitingAsync(scope, HttpContext.RequestAborted);
        var approval = services.GetRequiredService<IApproval>();
        var (mine, own, stuck) = (0, 0, 0);
        foreach (var row in waiting)
        {
            if (await approval.WhyNotAsync(row, user, HttpContext.RequestAborted) is null)
                mine++;
            if (row.AskedBy != user)
                continue;
            own++;
            if (await approval.CountApproversAsync(row, HttpContext.RequestAborted) == 0)
                stuck++;
        }

        return View("~/Areas/Audit/Pages/Shared/_WaitingApprovals.cshtml", new WaitingApprovals(mine, own, stuck));
    }
}

/// <param name="ForMe">The person who looks can decide on them.</param>
/// <param name="Own">They asked for them.</param>
/// <param name="Stuck">Of those, nobody else could approve them.</param>
internal sealed record WaitingApprovals(int ForMe, int Own, int Stuck);
