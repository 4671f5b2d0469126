using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Balance.Chart;

/// <summary>The chart of the balance on the wallet page; nothing while there is nothing to draw.</summary>
public sealed class BalanceChartViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var chart = await HttpContext.RequestServices.GetRequiredService<BalanceChart>()
            .DrawAsync(UserClaimsPrincipal.GetUserId(), HttpContext.RequestAborted);
        return chart is null ? Content("") : View("~/Areas/Credits/Pages/Shared/_BalanceChart.cshtml", chart);
    }
}
