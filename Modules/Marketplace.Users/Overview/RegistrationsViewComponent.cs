using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Overview;

/// <summary>How many people have an account, on the admin portal's overview.</summary>
public sealed class RegistrationsViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var registrations = await HttpContext.RequestServices.GetRequiredService<ReadRegistrations>()
            .ExecuteAsync(HttpContext.RequestAborted);
        return View("~/Areas/Users/Pages/Shared/_Registrations.cshtml", registrations);
    }
}
