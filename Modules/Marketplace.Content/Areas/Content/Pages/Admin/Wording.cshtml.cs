using Marketplace.Content.Wording;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.WriteContent)]
internal sealed class WordingModel(
    WordingReport report,
    ReplaceWords replaceWords,
    WordingRules rules,
    ITenant tenant,
    ITenantAdministration administration,
    IAuthorizationService authorization,
    EditConflicts conflicts,
    IStringLocalizer<WordingModel> text) : PageModel
{
    [BindProperty]
    public WordingInput Input { get; set; } = new();

    /// <summary>Texts whose words are to be replaced.</summary>
    [BindProperty]
    public string[] Chosen { get; set; } = [];

    public IReadOnlyList<WordyItem> Items { get; private set; } = [];

    /// <summary>Whether they may decide what readers see, and so which words the site does not use.</summary>
    public bool MayPublish { get; private set; }

    public bool HasWords => Stored.Words.Count > 0;

    private WordingSettings Stored => tenant.Settings.Get<WordingSettings>(WordingSettings.Section);

    public string NameOf(string field) => field switch
    {
        "title" => text["Title"],
        "description" => text["Description"],
        "body" => text["Text"],
        _ => field,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Input = WordingInput.From(Stored);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await MayPublishAsync())
            return Forbid();
        var (settings, why) = rules.Read(Input.Words);
        if (why is not null)
        {
            ModelState.AddModelError("Input.Words", why);
            return await ShowAsync(cancellationToken);
        }

        var (changed, now) = await administration.EditSectionAsync<WordingSettings>(
            WordingSettings.Section, Input.Version, _ => settings, cancellationToken);
        if (changed.IsConflict)
        {
            conflicts.Show(ModelState, nameof(Input), Input, WordingInput.From(now));
            return await ShowAsync(cancellationToken);
        }

        if (!changed.Succeeded)
        {
            ModelState.AddModelError("", changed.Error!);
            return await ShowAsync(cancellationToken);
        }

        TempData.Note("success", text["Saved. Whoever uses one of these words is told so when saving."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostReplaceAsync(bool publish, CancellationToken cancellationToken)
    {
        if (publish && !await MayPublishAsync())
            return Forbid();
        // An empty field is bound as null, whatever its type says.
        var chosen = Chosen.Where(x => !string.IsNullOrEmpty(x)).ToList();
        if (chosen.Count == 0)
        {
            TempData.Note("warning", text["Choose the texts in which words are to be replaced."]);
            return RedirectToPage();
        }

        var result = await replaceWords.ExecuteAsync(chosen, publish, User.GetUserId(), cancellationToken);
        if (result.Left is [var (title, why), ..])
        {
            TempData.Note(
                "warning",
                why is null
                    ? text[
                        "{0} texts were changed, {1} of them published. “{2}” and {3} others were changed by somebody meanwhile: look "
                        + "again.",
                        result.Replaced, result.Published, title, result.Left.Count - 1]
                    : text["{0} texts were changed, {1} of them published. “{2}” was not: {3}",
                        result.Replaced, result.Published, title, why]);
        }
        else
        {
            TempData.Note(
                "success",
                publish
                    ? text["{0} texts were changed, {1} of them published. The others had unfinished changes and stay drafts.",
                        result.Replaced, result.Published]
                    : text["{0} texts were changed as drafts. Readers see them once they are published.", result.Replaced]);
        }

        return RedirectToPage();
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        MayPublish = await MayPublishAsync();
        Items = await report.ReadAsync(cancellationToken);
        return Page();
    }

    private async Task<bool> MayPublishAsync() =>
        (await authorization.AuthorizeAsync(User, null, [new PermissionRequirement(Permissions.PublishContent)])).Succeeded;
}
