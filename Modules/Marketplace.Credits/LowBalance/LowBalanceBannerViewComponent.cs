using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.LowBalance;

/// <summary>Says that credits run low, while they do and the customer wants to know.</summary>
public sealed class LowBalanceBannerViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (UserClaimsPrincipal.FindUserId() is not { } userId)
            return Content("");
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<ReadThreshold>().ExecuteAsync(userId, HttpContext.RequestAborted) is not { } threshold)
            return Content("");
        await using var db = await services.GetRequiredService<Marketplace.Data.IDatabase>().OpenAsync(HttpContext.RequestAborted);
        // Before the first credits there is nothing to run low, and debt has words of its own.
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return await AccountRows.ReadAsync(db, userId, now, HttpContext.RequestAborted) is { Version: > 0,
            Spendable.IsNegative: false } account && account.Spendable < threshold
            ? View("~/Areas/Credits/Pages/Shared/_LowBalanceBanner.cshtml", new LowBalanceBanner(account.Spendable, threshold))
            : Content("");
    }
}

internal sealed record LowBalanceBanner(CreditAmount Balance, CreditAmount Threshold);
