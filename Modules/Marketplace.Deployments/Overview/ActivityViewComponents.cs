using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Overview;

/// <summary>How much runs, on the admin portal's overview.</summary>
public sealed class ActivityFigureViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View(
            "~/Areas/Deployments/Pages/Shared/_ActivityFigure.cshtml",
            await HttpContext.RequestServices.GetRequiredService<ReadActivity>().ExecuteAsync(HttpContext.RequestAborted));
}

/// <summary>What was deployed day by day.</summary>
public sealed class ActivityChartViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View(
            "~/Areas/Deployments/Pages/Shared/_ActivityChart.cshtml",
            await HttpContext.RequestServices.GetRequiredService<ReadActivity>().ExecuteAsync(HttpContext.RequestAborted));
}

/// <summary>Deployments that failed lately, in the list of what needs attention.</summary>
public sealed class FailedDeploymentsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View(
            "~/Areas/Deployments/Pages/Shared/_FailedDeployments.cshtml",
            await HttpContext.RequestServices.GetRequiredService<ReadActivity>().ExecuteAsync(HttpContext.RequestAborted));
}
