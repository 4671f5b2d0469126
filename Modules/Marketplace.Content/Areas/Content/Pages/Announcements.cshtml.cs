using System.Globalization;
using Marketplace.Content.Announcements;
using Marketplace.Content.Serving;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages;

/// <summary>What is announced, newest first.</summary>
[KeptForVisitors]
internal sealed class AnnouncementsModel(PublishedAnnouncements announcements, IPageHeads heads) : PageModel
{
    private const int PageSize = 10;

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    public IReadOnlyList<Announcement> Shown { get; private set; } = [];

    public string Canonical => heads.Root + AnnouncementKind.Root;

    public string? Previous { get; private set; }

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page =
            int.TryParse(P, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) && typed is > 1 and < 100_000 ? typed : 1;
        var all = await announcements.ListAsync(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellationToken);
        Shown = [.. all.Skip((page - 1) * PageSize).Take(PageSize)];
        Previous = page > 1 ? Url.Page("/Announcements", new { p = page - 1 }) : null;
        Next = all.Count > page * PageSize ? Url.Page("/Announcements", new { p = page + 1 }) : null;
    }
}
