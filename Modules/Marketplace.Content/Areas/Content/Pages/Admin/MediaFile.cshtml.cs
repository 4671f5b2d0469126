using Marketplace.Content.Media;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.ManageMedia)]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
internal sealed class MediaFileModel(
    MediaStore store,
    MediaFolders folders,
    ChangeFile change,
    ReplaceFile replace,
    DeleteFile delete,
    FileUses uses,
    MediaSentences sentences,
    EditConflicts conflicts,
    IStringLocalizer<MediaFileModel> text,
    IUserDirectory? users = null) : PageModel
{
    private const long LargestForm = (MediaSettings.MostMegabytes + 1) * 1024L * 1024;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MediaListed Listed { get; private set; } = null!;

    public MediaFile Stored => Listed.File;

    public IReadOnlyList<MediaUse> Uses { get; private set; } = [];

    public IReadOnlyList<string> Former { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Folders { get; private set; } = [];

    public string ChangedBy { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        Input = InputOf(Stored);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        var changed = await change.ExecuteAsync(
            id, Input.Version, new FileChange(Input.Alt, Input.IsDecorative, Input.Name, Input.Folder), User.GetUserId(),
            HttpContext.RequestAborted);
        switch (changed)
        {
            case ChangeFileResult.Changed { File: var now }:
                TempData.Note("success", now.Address == Stored.Address
                    ? text["Saved."]
                    : text["Saved. The old address leads to {0}.", now.Address]);
                return RedirectToPage();
            case ChangeFileResult.Conflict { Now: var newer }:
                conflicts.Show(ModelState, nameof(Input), Input, InputOf(newer));
                return Page();
            case ChangeFileResult.NameTaken taken:
                ModelState.AddModelError("Input.Name", text["There is another file at {0}. Choose another name.", taken.Address]);
                return Page();
            case ChangeFileResult.BadFolder:
                ModelState.AddModelError("Input.Folder", sentences.Of(FileProblem.BadFolder));
                return Page();
            case ChangeFileResult.NotFound:
                return NotFound();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostReplaceAsync(string id, IFormFile? file, string? version)
    {
        if (!await LoadAsync(id))
            return NotFound();
        Input = InputOf(Stored);
        ModelState.Clear();
        if (file is null)
        {
            ModelState.AddModelError("replacement", text["Choose a file first."]);
            return Page();
        }

        await using var content = file.OpenReadStream();
        switch (await replace.ExecuteAsync(id, version, file.FileName, content, User.GetUserId(), HttpContext.RequestAborted))
        {
            case ReplaceFileResult.Replaced:
                TempData.Note("success", text["Replaced. Every page shows the new file within a minute."]);
                return RedirectToPage();
            case ReplaceFileResult.Refused refused:
                ModelState.AddModelError("replacement", sentences.Of(refused.Problem));
                return Page();
            case ReplaceFileResult.Conflict:
                ModelState.AddModelError(
                    "replacement", text["Somebody else replaced it while you had it open. Look at it, then try again."]);
                return Page();
            case ReplaceFileResult.NotFound:
                return NotFound();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostDeleteAsync(string id, bool evenIfUsed)
    {
        if (!await LoadAsync(id))
            return NotFound();
        Input = InputOf(Stored);
        ModelState.Clear();
        switch (await delete.ExecuteAsync(id, evenIfUsed, HttpContext.RequestAborted))
        {
            case DeleteFileResult.Deleted:
                TempData.Note("success", text["{0} is deleted.", Stored.Name]);
                return Redirect(Url.Content("~/admin/content/media"));
            case DeleteFileResult.InUse used:
                Uses = used.Uses;
                ModelState.AddModelError(
                    "evenIfUsed",
                    text["It is used: nothing was deleted. Take it out of the texts below first, or say that they may go without."]);
                return Page();
            case DeleteFileResult.NotFound:
                return NotFound();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<bool> LoadAsync(string id)
    {
        if (await store.FindListedAsync(id, HttpContext.RequestAborted) is not { } listed)
            return false;
        Listed = listed;
        Uses = await uses.FindAsync(id, HttpContext.RequestAborted);
        Former = await store.ListFormerAddressesAsync(id, HttpContext.RequestAborted);
        Folders =
        [
            new SelectListItem(text["Top folder"], ""),
            .. (await folders.ListAsync(HttpContext.RequestAborted)).Select(x => new SelectListItem(x.Path, x.Path)),
        ];
        ChangedBy = users is not null && await users.FindAsync(Stored.ChangedBy, HttpContext.RequestAborted) is { } person
            ? person.Name
            : Stored.ChangedBy;
        return true;
    }

    private static InputModel InputOf(MediaFile file) => new()
    {
        Version = file.EditVersion, Alt = file.Alt, IsDecorative = file.IsDecorative, Name = file.Name, Folder = file.Folder,
    };

    internal sealed class InputModel : IEditForm
    {
        public string? Version { get; set; }

        public string? Alt { get; set; }

        public bool IsDecorative { get; set; }

        public string? Name { get; set; }

        public string? Folder { get; set; }
    }
}
