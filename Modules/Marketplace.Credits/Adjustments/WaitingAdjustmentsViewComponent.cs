using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

/// <summary>Adjustments that wait for a second person, in the list of what needs attention.</summary>
public sealed class WaitingAdjustmentsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() => View(
        "~/Areas/Credits/Pages/Shared/_WaitingAdjustments.cshtml",
        await HttpContext.RequestServices.GetRequiredService<ListAdjustments>().CountWaitingAsync(HttpContext.RequestAborted));
}
