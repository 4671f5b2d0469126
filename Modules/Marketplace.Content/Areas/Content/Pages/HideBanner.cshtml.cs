using System.Globalization;
using Marketplace.Content.Announcements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages;

/// <summary>Hides a banner for this browser. Whoever is signed in posts from the banner itself; others, without script, ask here.</summary>
internal sealed class HideBannerModel(PublishedAnnouncements announcements) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Banner { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() => ReturnUrl = Back;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // Nothing that anybody may send is remembered, only what is announced.
        var known = await announcements.ListAsync(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellationToken);
        if (known.Any(x => x.Key == Banner))
            HiddenBanners.Add(HttpContext, Banner!);
        return LocalRedirect(Back);
    }

    private string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : Url.Content("~/");
}
