using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Tenants.Settings;

/// <summary>
/// A site whose public address nobody has set, in the list of what needs attention: its mails can lead nowhere. In Development links come
/// from requests.
/// </summary>
public sealed class MissingAddressViewComponent : ViewComponent
{
    public IViewComponentResult Invoke()
    {
        var services = HttpContext.RequestServices;
        var isMissing = !services.GetRequiredService<IHostEnvironment>().IsDevelopment()
            && services.GetRequiredService<ITenant>().FindPublicRoot() is null;
        return isMissing ? View("~/Areas/Tenants/Pages/Shared/_MissingAddress.cshtml") : Content("");
    }
}
