using Marketplace.Data;
using Marketplace.Jobs.History;
using Marketplace.Jobs.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Overview;

/// <param name="Jobs">Jobs that gave up, and recurring tasks whose last run failed.</param>
/// <param name="Events">Deliveries that wait for a feature, have failed for long or were given up.</param>
internal sealed record JobsToSee(int Jobs, long Events);

/// <summary>
/// Jobs that gave up, recurring tasks whose last run failed, and events that nobody could act on, in the list of what needs attention.
/// </summary>
public sealed class FailedJobsViewComponent : ViewComponent
{
    private const int Looked = 100;

    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var (jobs, _) = await services.GetRequiredService<QueuedJobs>().ListAsync(0, Looked, HttpContext.RequestAborted);
        var runs = await services.GetRequiredService<JobRuns>().LastByTypeAsync(HttpContext.RequestAborted);
        var failed = jobs.Count(x => x.State == QueuedJobState.Failed) + runs.Values.Count(x => x.Outcome == JobOutcome.Failed);
        var events = await services.GetRequiredService<WaitingDeliveries>().CountWorryingAsync(HttpContext.RequestAborted);
        return View("~/Areas/Jobs/Pages/Shared/_FailedJobs.cshtml", new JobsToSee(failed, events));
    }
}
