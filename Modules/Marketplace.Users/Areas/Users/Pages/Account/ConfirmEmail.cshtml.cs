using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Users.Areas.Users.Pages.Account;

internal sealed class ConfirmEmailModel(ConfirmEmail confirm) : PageModel
{
    public bool IsConfirmed { get; private set; }

    public async Task OnGetAsync(string? user, string? code, string? email)
    {
        // A link with a new address comes from a change of the address, one without from the registration.
        IsConfirmed = !string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(code) && await confirm.ExecuteAsync(user, code, email, User.FindUserId());
    }
}
