using System.Diagnostics;
using Marketplace.Content.Items;
using Marketplace.Docs.Feedback;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Tree;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Docs.Areas.Docs.Pages;

/// <summary>"Was this helpful?" without a script.</summary>
[EnableRateLimiting(FeedbackLimits.Policy)]
internal sealed class HelpfulModel(GiveFeedback give, DocTrees trees, DocLanguages languages, IStringLocalizer<HelpfulModel> text)
    : PageModel
{
    [BindProperty]
    public string? Helpful { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public PublishedEntry Entry { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? doc, string? language, string? helpful)
    {
        Helpful = helpful is "no" ? "no" : "yes";
        return await FindAsync(doc, language) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string? doc, string? language)
    {
        if (!await FindAsync(doc, language))
            return NotFound();
        if (Helpful is not ("yes" or "no"))
            ModelState.AddModelError(nameof(Helpful), text["Choose yes or no."]);
        if (!ModelState.IsValid)
            return Page();
        switch (await give.ExecuteAsync(Entry, Helpful == "yes", Comment, HttpContext.RequestAborted))
        {
            case FeedbackResult.Given:
                TempData.Note("success", text["Thank you. The editors read it."]);
                return Redirect(Url.Content("~" + Entry.Address));
            case FeedbackResult.CommentTooLong:
                ModelState.AddModelError(nameof(Comment), text["Write at most {0} characters.", CommentText.Longest]);
                return Page();
            case FeedbackResult.TooLate:
                throw new UnreachableException("A vote is never late.");
            default:
                throw new UnreachableException();
        }
    }

    private async Task<bool> FindAsync(string? doc, string? language)
    {
        if (await FeedbackEndpoints.FindPageAsync(trees, languages, doc, language, HttpContext.RequestAborted) is not { } entry)
            return false;
        Entry = entry;
        return true;
    }
}
