using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Overview;

/// <summary>What was paid in the last days, on the admin portal's overview.</summary>
public sealed class SalesFigureViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var sales = await HttpContext.RequestServices.GetRequiredService<ReadSales>().ExecuteAsync(HttpContext.RequestAborted);
        return View("~/Areas/Payments/Pages/Shared/_SalesFigure.cshtml", sales);
    }
}

/// <summary>The same day by day.</summary>
public sealed class SalesChartViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var sales = await HttpContext.RequestServices.GetRequiredService<ReadSales>().ExecuteAsync(HttpContext.RequestAborted);
        return View("~/Areas/Payments/Pages/Shared/_SalesChart.cshtml", sales.Last(ReadSales.Days));
    }
}
