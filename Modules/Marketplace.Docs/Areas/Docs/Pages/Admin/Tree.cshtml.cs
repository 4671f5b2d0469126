using System.Diagnostics;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Ordering;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Docs.Areas.Docs.Pages.Admin;

/// <summary>Each button of a page sends one move, so that it works by keyboard and without a script; dragging sends the same.</summary>
[RequirePermission(Permissions.ArrangeDocs)]
internal sealed class TreeModel(IDocTree tree, DocLanguages languages, IStringLocalizer<TreeModel> text) : PageModel
{
    public DocArrangement Arrangement { get; private set; } = null!;

    /// <summary>Whose row gets the focus: the page that was moved.</summary>
    [TempData]
    public string? MovedGroup { get; set; }

    public Task OnGetAsync() => LoadAsync();

    /// <param name="way">One of <c>up</c>, <c>down</c>, <c>in</c>, <c>out</c>.</param>
    public async Task<IActionResult> OnPostStepAsync(string? version, string? group, string? way)
    {
        await LoadAsync();
        if (group is null || DocSteps.Of(Arrangement.Places, group, way) is not { } step)
        {
            TempData.Note("info", text["It cannot go further. Nothing was changed."]);
            return RedirectToPage();
        }

        return await MoveAsync(new DocMove(version, group, step.Parent, step.Place));
    }

    /// <summary>What dragging sends.</summary>
    public async Task<IActionResult> OnPostMoveAsync(string? version, string? group, string? parent, int place)
    {
        await LoadAsync();
        return await MoveAsync(new DocMove(version, group ?? "", string.IsNullOrEmpty(parent) ? null : parent, Math.Max(place, 0)));
    }

    private async Task LoadAsync() => Arrangement = await tree.ReadAsync(languages.Own, HttpContext.RequestAborted);

    private async Task<IActionResult> MoveAsync(DocMove move)
    {
        switch (await tree.MoveAsync(move, HttpContext.RequestAborted))
        {
            case DocMoveResult.Moved:
                MovedGroup = move.GroupId;
                TempData.Note("success", text["Moved. Readers see the new order within a second."]);
                break;
            case DocMoveResult.Conflict:
                TempData.Note(
                    "warning", text["Somebody else changed the order meanwhile. Nothing of yours was moved: look, then move again."]);
                break;
            case DocMoveResult.NotFound:
                TempData.Note("warning", text["This page is not there any more. Nothing was moved."]);
                break;
            case DocMoveResult.BelowItself:
                TempData.Note("warning", text["A page cannot stand below itself. Nothing was moved."]);
                break;
            default:
                throw new UnreachableException();
        }

        return RedirectToPage();
    }
}
