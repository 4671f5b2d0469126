using Marketplace.Payments.Reconciliation.Differences;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Reconciliation;

/// <summary>Open differences to the gateway's books, in the list of what needs attention.</summary>
public sealed class ReconciliationAttentionViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var open = await HttpContext.RequestServices.GetRequiredService<DifferenceRows>().CountOpenAsync(HttpContext.RequestAborted);
        return open == 0 ? Content("") : View("~/Areas/Payments/Pages/Shared/_ReconciliationAttention.cshtml", open);
    }
}
