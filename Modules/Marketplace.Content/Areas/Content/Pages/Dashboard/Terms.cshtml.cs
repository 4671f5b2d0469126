using System.Globalization;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Marketplace.Content.Items;
using Marketplace.Content.Legal;
using Marketplace.Content.Rendering;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Dashboard;

/// <summary>
/// The terms in force, what changed since the person accepted them, what is announced, and the question whether they accept.
/// </summary>
internal sealed class TermsModel(
    TermsTexts texts, TermsStandings standings, DecideTerms decide, IPublishedContent content, ITextPages pages, ITextRenderer renderer,
    IStringLocalizer<TermsModel> text) : PageModel
{
    /// <summary>Longer texts are not compared word by word, which would take too long.</summary>
    private const int LongestCompared = 200_000;

    /// <summary>Null where no terms are published.</summary>
    public TermsText? Terms { get; private set; }

    public TermsStanding Standing { get; private set; } = null!;

    public ArticleView? Article { get; private set; }

    /// <summary>From what the person accepted to what is in force; null where there is none, or too much.</summary>
    public SideBySideDiffModel? Changed { get; private set; }

    public UpcomingTerms? Upcoming { get; private set; }

    /// <summary>From what is in force to what is announced.</summary>
    public SideBySideDiffModel? Coming { get; private set; }

    public ArticleView? UpcomingArticle { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Task<PageResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostAcceptAsync(string? key, CancellationToken cancellationToken) =>
        DecideAsync(key, isAccepted: true, text["Accepted. The text is on its way to your mailbox."], cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(string? key, CancellationToken cancellationToken) => DecideAsync(
        key, isAccepted: false,
        text["Not accepted. What you run goes on until its paid period ends; before you buy anything new you are asked again."],
        cancellationToken);

    private async Task<IActionResult> DecideAsync(string? key, bool isAccepted, string sentence, CancellationToken cancellationToken)
    {
        var network = ClientNetwork.Of(HttpContext.Connection.RemoteIpAddress);
        if (await decide.ExecuteAsync(User.GetUserId(), key, isAccepted, network, cancellationToken) == DecideResult.Done)
        {
            TempData.Note("success", sentence);
            return LocalRedirect(isAccepted && Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "~/dashboard");
        }

        ModelState.AddModelError("", text["These terms have changed while you read. Read them as they are now, then decide."]);
        return await ShowAsync(cancellationToken);
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (await texts.FindInForceAsync(language, cancellationToken) is not var (terms, address))
            return Page();
        var userId = User.GetUserId();
        Terms = terms;
        Standing = await standings.FindAsync(userId, terms, cancellationToken);
        if (await content.FindAsync(address, terms.Language, cancellationToken) is { } item)
            Article = new ArticleView(
                await pages.FillAsync(item.Text, terms.Language, cancellationToken), [], item.Text.HasCode, terms.Language);
        if (Standing is { IsUpToDate: false, Accepted: { } old } && old.ItemId == terms.ItemId
            && await texts.FindAsync(old.ItemId, old.Version, cancellationToken) is { } accepted)
            Changed = Compare(accepted, terms);
        await ShowUpcomingAsync(userId, cancellationToken);
        return Page();
    }

    private async Task ShowUpcomingAsync(string userId, CancellationToken cancellationToken)
    {
        if (await standings.FindUpcomingAsync(userId, cancellationToken) is not { } upcoming
            || await texts.FindAsync(upcoming.ItemId, upcoming.Version, cancellationToken) is not { } coming)
            return;
        Upcoming = upcoming;
        if (Standing.Accepted is { } accepted
            && await texts.FindAsync(accepted.ItemId, accepted.Version, cancellationToken) is { } now && now.ItemId == coming.ItemId)
            Coming = Compare(now, coming);
        var rendered = await renderer.RenderAsync(coming.Body, cancellationToken);
        UpcomingArticle = new ArticleView(
            await pages.FillAsync(rendered, coming.Language, cancellationToken), [], rendered.HasCode, coming.Language);
    }

    private static SideBySideDiffModel? Compare(TermsText old, TermsText now) =>
        old.Body.Length + now.Body.Length > LongestCompared
            ? null
            : SideBySideDiffBuilder.Diff(
                $"{old.Title}\n\n{old.Body.ReplaceLineEndings("\n")}", $"{now.Title}\n\n{now.Body.ReplaceLineEndings("\n")}");
}
