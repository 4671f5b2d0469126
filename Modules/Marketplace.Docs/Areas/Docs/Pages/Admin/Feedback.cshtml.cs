using Marketplace.Docs.Feedback;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Tree;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Docs.Areas.Docs.Pages.Admin;

[RequirePermission(Permissions.ReadDocsFeedback)]
internal sealed class FeedbackModel(
    FeedbackStore store, DocTrees trees, DocLanguages languages, IStringLocalizer<FeedbackModel> text) : PageModel
{
    private const int MostFigures = 10;

    [BindProperty(SupportsGet = true)]
    public FeedbackState State { get; set; }

    /// <summary><c>yes</c>, <c>no</c> or anything else for both.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Vote { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Comment { get; set; }

    /// <summary>A page's group.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Doc { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public FeedbackPage List { get; private set; } = FeedbackPage.Empty;

    /// <summary>Of all pages, or of the one that is filtered by.</summary>
    public IReadOnlyList<FeedbackFigure> Figures { get; private set; } = [];

    public DocTree Tree { get; private set; } = null!;

    public bool IsFiltered => State != FeedbackState.Open || Vote is "yes" or "no" || Comment || !string.IsNullOrEmpty(Doc);

    public string? First => string.IsNullOrEmpty(Before) ? null : Url.Page("/Admin/Feedback", Route(before: null));

    public string? Next => List.HasMore ? Url.Page("/Admin/Feedback", Route(List.Entries[^1].Id)) : null;

    public async Task OnGetAsync()
    {
        var stop = HttpContext.RequestAborted;
        Tree = await trees.GetAsync(languages.Own, stop);
        List = await store.ListAsync(
            new FeedbackFilter(
                State, Vote switch { "yes" => true, "no" => false, _ => null }, Comment, Empty(Doc), Language: null, Empty(Before)),
            stop);
        var figures = await store.ListFiguresAsync(stop);
        Figures = string.IsNullOrEmpty(Doc) ? [.. figures.Take(MostFigures)] : [.. figures.Where(x => x.GroupId == Doc)];
    }

    public async Task<IActionResult> OnPostDoneAsync(string? id)
    {
        if (await store.MarkDoneAsync(id ?? "", User.GetUserId(), HttpContext.RequestAborted))
            TempData.Note("success", text["Marked as done."]);
        else
            TempData.Note("info", text["Somebody else marked it meanwhile. Nothing was changed."]);
        return RedirectToPage(Route(Before));
    }

    public async Task<IActionResult> OnPostReopenAsync(string? id)
    {
        if (await store.ReopenAsync(id ?? "", HttpContext.RequestAborted))
            TempData.Note("success", text["It is open again."]);
        else
            TempData.Note("info", text["Somebody else opened it meanwhile. Nothing was changed."]);
        return RedirectToPage(Route(Before));
    }

    /// <summary>Null where the page is not published any more.</summary>
    public string? AddressOf(string groupId) => Tree.FindGroup(groupId)?.Address;

    public string PageAddress(string groupId) => Url.Page("/Admin/Feedback", new { state = FeedbackState.All, doc = groupId })!;

    private object Route(string? before) => new { state = State, vote = Vote, comment = Comment, doc = Doc, before };

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
