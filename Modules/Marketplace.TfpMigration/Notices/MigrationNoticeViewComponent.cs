using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TfpMigration.Notices;

/// <summary>Tells a customer whose points became credits, on top of the wallet.</summary>
public sealed class MigrationNoticeViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (HttpContext.User.FindUserId() is not { } userId)
            return Content("");
        var notice = await HttpContext.RequestServices.GetRequiredService<MigrationNotices>().FindAsync(userId, HttpContext.RequestAborted);
        return notice is null ? Content("") : View("~/Areas/TfpMigration/Pages/Shared/_MigrationNotice.cshtml", notice);
    }
}
