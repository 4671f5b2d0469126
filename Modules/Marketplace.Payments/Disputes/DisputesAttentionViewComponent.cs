using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Disputes;

/// <summary>Disputes that wait for an answer, in the list of what needs attention.</summary>
public sealed class DisputesAttentionViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var waiting = await HttpContext.RequestServices.GetRequiredService<ListOpenDisputes>()
            .CountToAnswerAsync(HttpContext.RequestAborted);
        return View("~/Areas/Payments/Pages/Shared/_DisputesAttention.cshtml", waiting);
    }
}
