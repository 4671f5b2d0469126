using Marketplace.AutoTopUp.Confirm;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.AutoTopUp.Areas.AutoTopUp.Pages.Dashboard;

/// <summary>
/// Where the link leads that goes out when a bank wants its customer. Its owner pays the same intent on screen; then the link is used up.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ConfirmModel(FindConfirmation find) : PageModel
{
    public Confirmation? Confirmation { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Confirmation = await find.ExecuteAsync(User.GetUserId(), token, cancellationToken);
        if (Confirmation is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
