using System.Diagnostics;
using Marketplace.Credits.Accounts;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;
using Marketplace.TfpMigration.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Areas.TfpMigration.Pages.Admin;

[RequirePermission(Permissions.MigrateTfp)]
[RequestSizeLimit(TakeUpload.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = TakeUpload.LargestUpload)]
internal sealed class TfpMigrationModel(
    RunRequests runs,
    SourceFolders folders,
    TakeUpload takeUpload,
    RolloutPhases phases,
    StateNames states,
    OwnerNames owners,
    IJobQueue jobs,
    IStringLocalizer<TfpMigrationModel> text) : PageModel
{
    private const int RunsShown = 50;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<SourceFolder> Folders { get; private set; } = [];

    public string Root => folders.Root;

    public IReadOnlyList<TfpRun> Runs { get; private set; } = [];

    public IReadOnlyList<RolloutPhase> Phases { get; private set; } = [];

    public (string Kind, string Text) StateOf(string state) => states.OfRun(state);

    public string NameOf(string startedBy) => _names.GetValueOrDefault(startedBy, startedBy);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Folders = folders.List();
        Runs = await runs.ListAsync(RunsShown, cancellationToken);
        Phases = await phases.ReadAsync(User, cancellationToken);
        _names = await owners.OfAsync(Runs.Select(x => x.StartedBy), cancellationToken);
    }

    public async Task<IActionResult> OnPostCheckAsync(string? folder, CancellationToken cancellationToken) =>
        folders.Find(folder) is { } found
            ? await StartAsync(found, cancellationToken)
            : await RefuseAsync("folder", text["There is no such folder any more. Choose another one."], cancellationToken);

    public async Task<IActionResult> OnPostUploadAsync(List<IFormFile> upload, CancellationToken cancellationToken) =>
        await takeUpload.ExecuteAsync(upload, cancellationToken) switch
        {
            TakeUploadResult.Taken taken => await StartAsync(taken.Folder, cancellationToken),
            TakeUploadResult.Twice twice =>
                await RefuseAsync(
                    "upload", text["The file name {0} comes twice. Give every file a name of its own.", twice.Name], cancellationToken),
            TakeUploadResult.BadName =>
                await RefuseAsync("upload", text["A file's name is too long or cannot be shown. Rename it."], cancellationToken),
            TakeUploadResult.NoArchive => await RefuseAsync("upload", text["The .zip file is damaged. Make it again."], cancellationToken),
            TakeUploadResult.TooMuch =>
                await RefuseAsync(
                    "upload",
                    text[
                        "That is more than can be taken at once: 256 MB unpacked, 50,000 files. Put the files into a folder on the server "
                        + "instead."], cancellationToken),
            TakeUploadResult.Nothing =>
                await RefuseAsync("upload", text["No .json file was among what you sent. Nothing was checked."], cancellationToken),
            _ => throw new UnreachableException(),
        };

    private async Task<IActionResult> StartAsync(SourceFolder folder, CancellationToken cancellationToken)
    {
        switch (await runs.StartAsync(folder.Name, folder.Path, goesOn: false, User.GetUserId(), cancellationToken))
        {
            case StartRunResult.Started started:
                await TfpRunJob.EnqueueAsync(jobs, started.RunId, cancellationToken);
                return RedirectToPage("/Admin/TfpRun", new { id = started.RunId });
            case StartRunResult.Busy:
                return await RefuseAsync("", text["Another run is at work. Wait until it has finished."], cancellationToken);
            case StartRunResult.WrongUnit:
                return await RefuseAsync(
                    "", text["A credit is not worth one dollar on this site, so ten points are not one credit. Nothing was checked."],
                    cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> RefuseAsync(string field, string sentence, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, sentence);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
