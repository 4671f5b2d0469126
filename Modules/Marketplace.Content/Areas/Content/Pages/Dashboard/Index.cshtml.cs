using System.Globalization;
using Marketplace.Content.Legal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Dashboard;

internal sealed class IndexModel(TermsTexts terms, TermsStandings standings, IStringLocalizer<IndexModel> texts) : PageModel
{
    /// <summary>Names the person by what stands before the @ of the address they signed up with.</summary>
    public string Greeting
    {
        get
        {
            var name = (User.Identity?.Name ?? "").Split('@')[0];
            return name.Length == 0 ? texts["Welcome"] : texts["Welcome, {0}", char.ToUpperInvariant(name[0]) + name[1..]];
        }
    }

    /// <summary>What the terms ask of the person; null: nothing.</summary>
    public TermsNotice? Notice { get; private set; }

    /// <summary>
    /// Whoever accepted terms that have been replaced since is led to the new ones, until they say yes or no. Everybody else reads a line.
    /// </summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (await terms.FindInForceAsync(language, cancellationToken) is not var (inForce, _))
            return Page();
        var userId = User.GetUserId();
        var standing = await standings.FindAsync(userId, inForce, cancellationToken);
        if (standing is { WasAsked: true, IsDecided: false })
            return LocalRedirect(TermsOfUse.Page);
        var upcoming = standing.IsUpToDate ? await standings.FindUpcomingAsync(userId, cancellationToken) : null;
        if (!standing.IsUpToDate || upcoming is not null)
            Notice = new TermsNotice(inForce.Title, standing.IsDecided && !standing.IsUpToDate, upcoming?.AppliesAt);
        return Page();
    }
}

/// <param name="IsDeclined">The person said no.</param>
/// <param name="ChangesAt">New ones are announced; null: the present ones wait for an answer.</param>
internal sealed record TermsNotice(string Title, bool IsDeclined, DateTimeOffset? ChangesAt);
