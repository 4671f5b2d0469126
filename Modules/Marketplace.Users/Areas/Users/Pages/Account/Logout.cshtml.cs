using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

/// <summary>
/// Signing out must work from a page that was opened before signing in again elsewhere, whose form token is then stale. The host refuses
/// posts from other sites anyway.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class LogoutModel(SignInManager<User> signIn, IStringLocalizer<LogoutModel> text) : PageModel
{
    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Page() : this.ToReturnUrl(null);

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData.Note("success", text["You are signed out."]);
        return this.ToReturnUrl(null);
    }
}
