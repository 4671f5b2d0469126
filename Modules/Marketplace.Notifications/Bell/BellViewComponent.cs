using Marketplace.Notifications.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Bell;

/// <summary>The bell in the top bars: how much is unread, and the latest of it.</summary>
public sealed class BellViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (UserClaimsPrincipal.FindUserId() is not { } userId)
            return Content("");
        var bell = await HttpContext.RequestServices.GetRequiredService<ReadNotices>().ReadBellAsync(userId, HttpContext.RequestAborted);
        return View("~/Areas/Notifications/Pages/Shared/_Bell.cshtml", bell);
    }
}
