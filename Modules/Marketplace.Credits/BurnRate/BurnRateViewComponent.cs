using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.BurnRate;

/// <summary>What runs, what it costs and how long the credits last (S0-42), on the customer's overview and wallet.</summary>
public sealed class BurnRateViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var analysis = await services.GetRequiredService<IBurnRate>()
            .AnalyseAsync(UserClaimsPrincipal.GetUserId(), HttpContext.RequestAborted);
        return View("~/Areas/Credits/Pages/Shared/_BurnRate.cshtml", BurnRateView.Of(analysis));
    }
}

/// <param name="Shown">The dearest, as branches of the tree.</param>
/// <param name="More">How many are not shown.</param>
/// <param name="MoreCost">What those cost together per month.</param>
public sealed record BurnRateView(BurnRateAnalysis Analysis, IReadOnlyList<RecurringCost> Shown, int More, CreditAmount MoreCost)
{
    private const int Branches = 10;

    internal static BurnRateView Of(BurnRateAnalysis analysis)
    {
        var dearest = analysis.Costs.OrderByDescending(x => x.MonthlyCost).ToList();
        // One left over is as short as the line that would stand for it.
        var shown = dearest.Count <= Branches + 1 ? dearest : dearest[..Branches];
        return new BurnRateView(
            analysis, shown, dearest.Count - shown.Count,
            dearest.Skip(shown.Count).Aggregate(CreditAmount.Zero, (sum, x) => sum + x.MonthlyCost));
    }
}
