using Marketplace.Credits.Verification.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Verification.Notices;

/// <summary>
/// The last verification of the ledger, in the list of what needs attention, as long as it found something or did not come to its end.
/// </summary>
public sealed class LedgerAttentionViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var last = await HttpContext.RequestServices.GetRequiredService<ReadLedgerChecks>()
            .FindLastFinishedAsync(HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_LedgerAttention.cshtml", last?.Status ?? LedgerCheckStatus.Clean);
    }
}
