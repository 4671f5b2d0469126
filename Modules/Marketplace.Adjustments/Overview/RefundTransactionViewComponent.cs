using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Overview;

/// <summary>"Refund" on a transaction of which something is left to refund.</summary>
public sealed class RefundTransactionViewComponent : ViewComponent
{
    /// <param name="model">The transaction's id.</param>
    public async Task<IViewComponentResult> InvokeAsync(string model)
    {
        await using var db = await HttpContext.RequestServices.GetRequiredService<IDatabase>().OpenAsync(HttpContext.RequestAborted);
        return await FindRefundable.ExecuteAsync(db, model, HttpContext.RequestAborted) is { Remaining.IsPositive: true }
            ? View("~/Areas/Adjustments/Pages/Shared/_RefundTransaction.cshtml", model)
            : Content("");
    }
}
