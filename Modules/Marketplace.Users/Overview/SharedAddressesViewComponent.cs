using Marketplace.Data;
using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Overview;

/// <summary>Accounts whose mailbox another account has too, in the list of what needs attention.</summary>
public sealed class SharedAddressesViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        await using var db = await HttpContext.RequestServices.GetRequiredService<IDatabase>().OpenAsync(HttpContext.RequestAborted);
        var count = await SharedAddresses.CountAsync(db, HttpContext.RequestAborted);
        return count == 0 ? Content("") : View("~/Areas/Users/Pages/Shared/_SharedAddresses.cshtml", count);
    }
}
