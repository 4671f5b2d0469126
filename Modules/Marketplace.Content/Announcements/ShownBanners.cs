using System.Globalization;
using Marketplace.Content.Addresses;
using Marketplace.Content.Serving;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Announcements;

/// <summary>
/// The banners of a request: valid now, and not hidden by this visitor. Kept pages differ by them, so that what one reader hides is hidden
/// from nobody else, and a banner whose time has come stands on every page.
/// </summary>
internal sealed class ShownBanners(PublishedAnnouncements announcements, TimeProvider time) : IVisitorVariant
{
    /// <summary>More would leave no room for the page.</summary>
    private const int Most = 2;

    public async ValueTask<IReadOnlyList<Announcement>> ForAsync(HttpContext context)
    {
        var all = await announcements.ListAsync(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, context.RequestAborted);
        if (!all.Any(x => x.Banner is not null))
            return [];
        var now = time.GetUtcNow();
        var hidden = HiddenBanners.Read(context.Request);
        // Whoever reads the announcement needs no banner that leads there.
        var here = ContentAddress.Fold(context.Request.Path);
        return
        [
            .. all.Where(x => x.Banner is { } banner && banner.IsValidAt(now) && x.Entry.Address != here
                && !(banner.MayBeHidden && hidden.Contains(x.Key))).Take(Most),
        ];
    }

    public async ValueTask<string> OfAsync(HttpContext context) =>
        string.Join('.', (await ForAsync(context)).Select(x => x.Key));
}
