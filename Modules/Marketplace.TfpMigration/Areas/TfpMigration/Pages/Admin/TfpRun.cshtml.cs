using System.Diagnostics;
using System.Text;
using Marketplace.Data;
using Marketplace.TfpMigration.Approvals;
using Marketplace.TfpMigration.Plan;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;
using Marketplace.TfpMigration.Sources;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Areas.TfpMigration.Pages.Admin;

[RequirePermission(Permissions.MigrateTfp)]
internal sealed class TfpRunModel(
    RunRequests runs,
    BeginRun begin,
    DiscardRun discard,
    IApproval approval,
    ReadRunTotals readTotals,
    RunReport report,
    FindingText findingText,
    StateNames states,
    RunProgress progress,
    SourceFolders folders,
    IJobQueue jobs,
    IDatabase database,
    IStringLocalizer<TfpRunModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int FindingsShown = 200;

    /// <summary>The last file's name of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public TfpRun Run { get; private set; } = null!;

    public RunTotals Totals { get; private set; } = null!;

    public IReadOnlyList<TfpUserRow> Users { get; private set; } = [];

    public IReadOnlyList<FindingRow> Findings { get; private set; } = [];

    public bool HasMoreFindings { get; private set; }

    public string? NextUrl { get; private set; }

    public string? FirstUrl => string.IsNullOrEmpty(After) ? null : SelfUrl;

    public string SelfUrl => Url.Page("/Admin/TfpRun", new { id = Run.Id })!;

    public string CsvUrl => Url.Page("/Admin/TfpRun", "Csv", new { id = Run.Id })!;

    /// <summary>How many files the step at work has finished, as far as this process knows.</summary>
    public int Done => progress.Of(Run.Id) ?? (Run.State == RunState.Checking ? Run.Done : 0);

    /// <summary>The request that a second person must decide on before the run begins; null: none waits.</summary>
    public string? WaitingUrl { get; private set; }

    public string? WhyNotBack => Run is { State: RunState.Applied, Refusal: not null }
        ? text["Nothing was rolled back: some customers have spent or reserved what they got. They are named below."].Value
        : null;

    public string Explanation => Run.State switch
    {
        RunState.Checking => text["The files are read and checked. No balance changes."],
        RunState.Refused => text["Nothing was written, because files hold errors. Mend them and check again."],
        RunState.Checked => text["The dry run is over. Nothing was written yet."],
        RunState.Applying => text["Everybody is brought over in one step: all or nothing."],
        RunState.Applied => text["Everybody with an account was brought over. The others follow when they confirm their address."],
        RunState.RollingBack => text["What was brought over is taken back in one step: all or nothing."],
        _ => text["What was brought over was taken back. The files can be migrated again."],
    };

    public (string Kind, string Text) StateOf(string state) => states.OfRun(state);

    public (string Kind, string Text) UserStateOf(string state) => states.OfUser(state);

    public string SentenceOf(FindingRow row) => findingText.Of(row.ToFinding());

    public string OriginalUrl(TfpUserRow row) => Url.Page("/Admin/TfpRun", "Original", new { id = Run.Id, user = row.Id })!;

    public string RecordUrl(TfpUserRow row) => Url.Page("/Admin/TfpRun", "Record", new { id = Run.Id, user = row.Id })!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
            return NotFound();
        Run = run;
        if (run.State == RunState.Checked
            && await approval.FindAsync(RunApproval.KindId, id, cancellationToken) is { IsWaiting: true } waiting)
            WaitingUrl = "~/admin/approvals/" + waiting.Id;
        Totals = await readTotals.ExecuteAsync(id, cancellationToken);
        await using var db = await database.OpenAsync(cancellationToken);
        var users = await UserRows.ListAsync(db, id, After ?? "", PageSize + 1, cancellationToken);
        Users = [.. users.Take(PageSize)];
        NextUrl = users.Count > PageSize ? Url.Page("/Admin/TfpRun", new { id, after = Users[^1].FileName }) : null;
        var findings = await FindingRows.ListAsync(db, id, FindingsShown + 1, cancellationToken);
        Findings = [.. findings.Take(FindingsShown)];
        HasMoreFindings = findings.Count > FindingsShown;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(string id, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is null
            ? NotFound()
            : new CsvStream(report.LinesAsync(id, cancellationToken), $"{id}.csv");

    public Task<IActionResult> OnGetOriginalAsync(string id, string user, CancellationToken cancellationToken) =>
        FileAsync(id, user, original => original, suffix: "", cancellationToken);

    public Task<IActionResult> OnGetRecordAsync(string id, string user, CancellationToken cancellationToken) =>
        FileAsync(id, user, original => Encoding.UTF8.GetBytes(ConvertRecord.Of(original)), ".usd.json", cancellationToken);

    public async Task<IActionResult> OnPostStartAsync(string id, CancellationToken cancellationToken)
    {
        switch (await begin.ExecuteAsync(id, User.GetUserId(), cancellationToken))
        {
            case BeginRunResult.Begun:
                return await AnswerAsync(id, done: true, text["The migration runs."], cancellationToken);
            case BeginRunResult.Waiting waiting:
                TempData.Note(
                    "info", text["That is more than one person gives away alone: the migration begins when a second one approves it."]);
                return Redirect(Url.Content("~/admin/approvals/" + waiting.Id));
            case BeginRunResult.OwnWallet:
                TempData.Note("warning", text["Your own wallet is among these, so somebody else must start it. Nothing was changed."]);
                return RedirectToPage(new { id });
            case BeginRunResult.MovedOn:
                return await AnswerAsync(id, done: false, "", cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostRollBackAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await runs.RollBackAsync(id, cancellationToken), text["The rollback runs."], cancellationToken);

    public async Task<IActionResult> OnPostContinueAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await runs.FindAsync(id, cancellationToken) is { IsOpen: true }, text["The run goes on."], cancellationToken);

    public async Task<IActionResult> OnPostDiscardAsync(string id, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        if (await discard.ExecuteAsync(id, User.GetUserId(), cancellationToken))
        {
            folders.Forget(run!.Source);
            TempData.Note("success", text["The check was discarded."]);
            return RedirectToPage("/Admin/TfpMigration");
        }

        return await AnswerAsync(id, done: false, "", cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(string id, bool done, string sentence, CancellationToken cancellationToken)
    {
        if (done)
            await TfpRunJob.EnqueueAsync(jobs, id, cancellationToken);
        TempData.Note(
            done ? "success" : "warning", done ? sentence : text["Nothing was done: this run has moved on, or another one is at work."]);
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> FileAsync(
        string id, string user, Func<byte[], byte[]> convert, string suffix, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await UserRows.FindAsync(db, user, cancellationToken) is not { } row || row.RunId != id)
            return NotFound();
        var original = await UserRows.ReadOriginalAsync(db, user, cancellationToken);
        return File(convert(original), "application/json", row.FileName + suffix);
    }
}
