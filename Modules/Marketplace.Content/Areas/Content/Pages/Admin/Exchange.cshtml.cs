using Marketplace.Content.Exchange;
using Marketplace.Content.Items;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>An import may publish and bring pictures, so that it needs all three permissions.</summary>
[RequirePermission(Permissions.WriteContent)]
[RequirePermission(Permissions.PublishContent)]
[RequirePermission(Permissions.ManageMedia)]
[RequestSizeLimit(ExchangeLimits.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = ExchangeLimits.LargestUpload)]
internal sealed class ExchangeModel(
    ReadFiles files,
    ReadPages pages,
    PlanImport planImport,
    ApplyImport apply,
    ExportTree export,
    Uploads uploads,
    KindCatalogue kinds,
    ITenant tenant,
    TimeProvider time,
    IStringLocalizer<ExchangeModel> text) : PageModel
{
    public Upload? Upload { get; private set; }

    /// <summary>Null while nothing was brought.</summary>
    public ImportPlan? Plan { get; private set; }

    [BindProperty]
    public string[] Chosen { get; set; } = [];

    public IReadOnlyList<ContentKind> Kinds => kinds.All;

    public IEnumerable<PlannedPage> Shown => Plan!.Pages.Where(x => x.Act != ImportAct.Unchanged).OrderByDescending(x => x.NeedsChoice);

    public int Count(ImportAct act) => Plan!.Pages.Count(x => x.Act == act) + Plan.Media.Count(x => x.Act == act);

    public (string Kind, string Icon, string Text) StateOf(ImportAct act) => act switch
    {
        ImportAct.New => ("success", "plus-lg", text["New"]),
        ImportAct.Changed => ("info", "pencil", text["Changed"]),
        ImportAct.Kept => ("neutral", "lock", text["Stays as it is here"]),
        ImportAct.Conflict => ("warning", "exclamation-triangle", text["Conflict"]),
        ImportAct.Gone => ("warning", "trash", text["Deleted or moved here"]),
        _ => ("neutral", "check-lg", text["Unchanged"]),
    };

    public string ExplanationOf(ImportAct act) => act switch
    {
        ImportAct.Kept => text["Edited here since; the file is as it was."],
        ImportAct.Conflict => text["The page here and the file differ, and both may have been edited."],
        ImportAct.Gone => text["It came before, and somebody deleted or moved it since."],
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not null && !await FindAsync(id, cancellationToken))
        {
            TempData.Note("warning", text["This import is not there any more: files wait for a day. Bring them again."]);
            return RedirectToPage(new { id = (string?)null });
        }

        return Page();
    }

    public async Task<IActionResult> OnPostUploadAsync(IFormFile? upload, CancellationToken cancellationToken)
    {
        if (upload is null || upload.Length == 0)
        {
            ModelState.AddModelError("upload", text["Choose a .zip file first."]);
            return Page();
        }

        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancellationToken);
        var id = await uploads.AddAsync(NameOf(upload), content.ToArray(), User.GetUserId(), cancellationToken);
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostApplyAsync(string id, string? version, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return await OnGetAsync(id, cancellationToken);
        if (Plan!.Problems.Count > 0)
            return Page();
        if (Plan.Version != version)
        {
            ModelState.AddModelError("", text["Something changed here since you looked. Nothing was imported: look again, then decide."]);
            return Page();
        }

        var chosen = Chosen.ToHashSet(StringComparer.Ordinal);
        switch (await apply.ExecuteAsync(Plan, x => chosen.Contains(x.Name), User.GetUserId(), cancellationToken))
        {
            case ImportResult.Done done:
                await uploads.RemoveAsync(id, cancellationToken);
                TempData.Note("success", text["Imported: {0} pages and {1} media files.", done.Written, done.Media]);
                return RedirectToPage(new { id = (string?)null });
            case ImportResult.Refused refused:
                ModelState.AddModelError("", text["No page was imported. {0}: {1}", refused.Problem.File, refused.Problem.Sentence]);
                return Page();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostDiscardAsync(string id, CancellationToken cancellationToken)
    {
        await uploads.RemoveAsync(id, cancellationToken);
        TempData.Note("success", text["Nothing was imported."]);
        return RedirectToPage(new { id = (string?)null });
    }

    public async Task<IActionResult> OnPostExportAsync(string? kind, bool drafts, bool media, CancellationToken cancellationToken)
    {
        // In a file, because a whole library need not fit into memory; it vanishes when it was sent.
        var archive = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var choice = new ExportChoice(kinds.Find(kind ?? "")?.Name, drafts, media);
        await export.ToZipAsync(choice, archive, cancellationToken);
        archive.Position = 0;
        return File(archive, "application/zip", $"{tenant.Name}-{DayText.Write(DateOnly.FromDateTime(time.GetUtcNow().Date))}.zip");
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        Upload = await uploads.FindAsync(id, cancellationToken);
        if (Upload is null)
            return false;
        using var content = new MemoryStream(Upload.Content, writable: false);
        var tree = pages.Execute(await files.FromZipAsync(content, cancellationToken), kinds.All, ContentSite.Of(tenant).Language);
        Plan = await planImport.ExecuteAsync(tree, cancellationToken);
        return true;
    }

    /// <summary>As it may be shown.</summary>
    private static string NameOf(IFormFile file)
    {
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        return name.Length is > 0 and <= 100 && NameRules.IsReadable(name) ? name : "archive.zip";
    }
}
