using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Deliveries;

/// <summary>Mails that nobody will get unless somebody acts, in the list of what needs attention.</summary>
public sealed class GivenUpMailsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var count = await HttpContext.RequestServices.GetRequiredService<ListDeliveries>().CountGivenUpAsync(HttpContext.RequestAborted);
        return count == 0 ? Content("") : View("~/Areas/Notifications/Pages/Shared/_GivenUpMails.cshtml", count);
    }
}
