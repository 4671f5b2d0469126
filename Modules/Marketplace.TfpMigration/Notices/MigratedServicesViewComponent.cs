using Marketplace.TfpMigration.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TfpMigration.Notices;

/// <summary>What a customer offered in the older system, with its price here, on the dashboard's overview.</summary>
public sealed class MigratedServicesViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (HttpContext.User.FindUserId() is not { } userId)
            return Content("");
        var services = await HttpContext.RequestServices.GetRequiredService<BringOverSettings>()
            .ServicesOfAsync(userId, HttpContext.RequestAborted);
        return services.Count == 0 ? Content("") : View("~/Areas/TfpMigration/Pages/Shared/_MigratedServices.cshtml", services);
    }
}
