using Marketplace.Jobs.History;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs.Areas.Jobs.Pages.Admin;

internal sealed record QueuedJobRow(QueuedJob Job, string? LastError);

[RequirePermission(Permissions.ManageJobs)]
internal sealed class JobsModel(
    RecurringTasks tasks,
    QueuedJobs jobs,
    JobRuns history,
    WaitingRows rows,
    DecideOnJob onJob,
    DecideOnEvents onEvents,
    ScheduleInWords words,
    IStringLocalizer<JobsModel> localizer) : PageModel
{
    private const int PageSize = 25;

    /// <summary>Page of the queued jobs, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public RecurringTaskList Recurring { get; private set; } = new([], IsStoreAway: false);

    public IReadOnlyList<QueuedJobRow> Queued { get; private set; } = [];

    /// <summary>What waits in the outbox, by handler.</summary>
    public IReadOnlyList<WaitingRow> Waiting { get; private set; } = [];

    public string? PreviousUrl => Number > 1 ? Url.Page("/Admin/Jobs", new { p = Number - 1 }) : null;

    public string? NextUrl { get; private set; }

    public string Words(RecurringTask task) => words.Describe(task.Schedule);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        Recurring = await tasks.ListAsync(cancellationToken);
        Waiting = await rows.ListAsync(cancellationToken);
        var (queued, more) = await jobs.ListAsync((Number - 1) * PageSize, PageSize, cancellationToken);
        var listed = new List<QueuedJobRow>();
        foreach (var job in queued)
            listed.Add(new(job, (await history.FindLastAsync(job.Type, job.Key, cancellationToken))?.Error));
        Queued = listed;
        NextUrl = more ? Url.Page("/Admin/Jobs", new { p = Number + 1 }) : null;
    }

    public async Task<IActionResult> OnPostRunAsync(string type, CancellationToken cancellationToken)
    {
        var result = await tasks.RunNowAsync(type, cancellationToken);
        return Answer(
            result is RunNowResult.Started, "The task starts now.",
            result is RunNowResult.NotHere
                ? "This task is not scheduled here. Reload the page and look again."
                : "The store of jobs does not answer, so the task may not start. Look again in a moment.");
    }

    public async Task<IActionResult> OnPostRetryAsync(string name, CancellationToken cancellationToken) =>
        Answer(
            await onJob.RetryAsync(name, cancellationToken), "The job is tried again now.",
            "This job has not failed or is gone, so nothing was changed.");

    public async Task<IActionResult> OnPostDiscardAsync(string name, CancellationToken cancellationToken) =>
        Answer(
            await onJob.DiscardAsync(name, cancellationToken), "The job was discarded.",
            "This job has not failed or is gone, so nothing was changed.");

    public async Task<IActionResult> OnPostDeliverAsync(string waiting, CancellationToken cancellationToken) =>
        Answer(
            await onEvents.DeliverAsync(waiting, cancellationToken), "The events are delivered again now.",
            "No event waits for this any more, so nothing was changed.");

    public async Task<IActionResult> OnPostDiscardEventsAsync(string waiting, CancellationToken cancellationToken) =>
        Answer(
            await onEvents.DiscardAsync(waiting, cancellationToken), "What was given up was discarded.",
            "No event waits for this any more, so nothing was changed.");

    public async Task<IActionResult> OnPostForgetEventsAsync(string waiting, CancellationToken cancellationToken) =>
        Answer(
            await onEvents.ForgetAsync(waiting, cancellationToken), "The events were forgotten.",
            "Something acts on these events, or may soon, so nothing was changed.");

    private RedirectToPageResult Answer(bool done, string success, string refusal)
    {
        TempData.Note(done ? "success" : "warning", localizer[done ? success : refusal]);
        return RedirectToPage();
    }
}
