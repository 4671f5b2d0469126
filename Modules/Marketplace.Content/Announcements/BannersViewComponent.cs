using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Announcements;

/// <summary>The banners on top of a page.</summary>
public sealed class BannersViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var services = HttpContext.RequestServices;
        var banners = await services.GetRequiredService<ShownBanners>().ForAsync(HttpContext);
        return banners.Count == 0
            ? Content("")
            : View(
                "~/Areas/Content/Pages/Shared/_Banners.cshtml",
                new BannersView(banners, services.GetRequiredService<Frame>().IsSignedIn));
    }
}

/// <param name="HasForm">The page is made for this person. One that is kept for all visitors has no form: a form's token is one
/// visitor's.</param>
internal sealed record BannersView(IReadOnlyList<Announcement> Banners, bool HasForm);
