using Marketplace.Content.Media;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.ManageMedia)]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
internal sealed class MediaModel(
    MediaStore store, MediaFolders folders, TakeFile take, MediaSentences sentences, IStringLocalizer<MediaModel> text) : PageModel
{
    private const long LargestForm = (MediaSettings.MostMegabytes + 5) * 1024L * 1024;

    /// <summary>Null: all folders.</summary>
    public string? Folder { get; private set; }

    public string? Search { get; private set; }

    public bool NeedsAlt { get; private set; }

    public int Number { get; private set; } = 1;

    public MediaPage List { get; private set; } = new([], HasMore: false);

    public IReadOnlyList<MediaFolder> Folders { get; private set; } = [];

    public int WithoutAlt { get; private set; }

    public long LargestBytes => take.LargestBytes;

    public string TooLarge => sentences.Of(FileProblem.TooLarge);

    public bool IsFiltered => Folder is not null || Search is not null || NeedsAlt;

    /// <summary>Where the files that are uploaded here go.</summary>
    public string Target => Folder ?? "";

    public IEnumerable<MediaFolder> Inside => Search is null && !NeedsAlt ? Folders.Where(x => x.Parent == Target) : [];

    public async Task OnGetAsync(string? folder, string? q, string? show, int p = 1)
    {
        Folder = string.IsNullOrEmpty(folder) ? null : MediaAddress.FolderOf(folder);
        Search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        NeedsAlt = show == "undescribed";
        Number = Math.Clamp(p, 1, 1000);
        List = await store.ListAsync(
            new MediaQuery(Folder, Search, NeedsAlt, Page: Number), HttpContext.RequestAborted);
        Folders = await folders.ListAsync(HttpContext.RequestAborted);
        WithoutAlt = await store.CountWithoutAltAsync(HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPostUploadAsync(List<IFormFile> file, string? into, string? alt)
    {
        if (file.Count == 0)
            return await RefuseAsync(into, text["Choose a file first."]);
        var taken = new List<TakeFileResult.Taken>();
        foreach (var one in file)
        {
            await using var content = one.OpenReadStream();
            // Words for one picture are not words for another.
            var upload = new NewFile(one.FileName, content, into, file.Count == 1 ? alt : null, User.GetUserId());
            switch (await take.ExecuteAsync(upload, HttpContext.RequestAborted))
            {
                case TakeFileResult.Taken result:
                    taken.Add(result);
                    break;
                case TakeFileResult.Refused refused:
                    ModelState.AddModelError("file", text["{0}: {1}", Shown(one.FileName), sentences.Of(refused.Problem)]);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        if (!ModelState.IsValid)
            return await RefuseAsync(into, sentence: null);
        if (taken is [{ File: var only, WasThere: var wasThere }])
        {
            TempData.Note(wasThere ? "info" : "success", wasThere
                ? text["This very file was in the folder already, as {0}.", only.Name]
                : text["{0} is in the library.", only.Name]);
            return only.NeedsAlt ? Redirect(Url.Content("~/admin/content/media/" + only.Id)) : Redirect(AddressOf(only.Folder));
        }

        TempData.Note("success", text["{0} files are in the library.", taken.Count]);
        return Redirect(taken.Exists(x => x.File.NeedsAlt)
            ? Url.Content("~/admin/content/media?show=undescribed")
            : AddressOf(taken[0].File.Folder));
    }

    public async Task<IActionResult> OnPostFolderAsync(string? into, string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || MediaAddress.FolderOf($"{into}/{name}") is not { } folder)
            return await RefuseAsync(into, sentences.Of(FileProblem.BadFolder), "name");
        await folders.CreateAsync(folder, User.GetUserId(), HttpContext.RequestAborted);
        return Redirect(AddressOf(folder));
    }

    public async Task<IActionResult> OnPostRemoveFolderAsync(string? into)
    {
        if (MediaAddress.FolderOf(into) is { Length: > 0 } folder && !await folders.RemoveAsync(folder, HttpContext.RequestAborted))
            return await RefuseAsync(into, text["There are still files or folders in it. Move or delete these first."]);
        TempData.Note("success", text["The folder is gone."]);
        return Redirect(Url.Content("~/admin/content/media"));
    }

    public string PageAddress(int page) => QueryHelpers.AddQueryString(
        Url.Content("~/admin/content/media"),
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["folder"] = Folder, ["q"] = Search, ["show"] = NeedsAlt ? "undescribed" : null,
            ["p"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }.Where(x => x.Value is not null));

    public string AddressOf(string folder) =>
        Url.Content("~/admin/content/media") + (folder.Length == 0 ? "" : QueryHelpers.AddQueryString("", "folder", folder));

    private async Task<IActionResult> RefuseAsync(string? into, string? sentence, string field = "file")
    {
        if (sentence is not null)
            ModelState.AddModelError(field, sentence);
        await OnGetAsync(into, q: null, show: null);
        return Page();
    }

    private static string Shown(string name) => NameRules.IsReadable(name) && name.Length <= 100 ? name : "?";
}
