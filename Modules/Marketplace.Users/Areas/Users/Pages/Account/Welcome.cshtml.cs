using System.Security.Claims;
using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Users.Areas.Users.Pages.Account;

/// <summary>
/// What a registration leads to. It is the same whether there is a new account and a session, or the address had an account before and only
/// its owner is told: nothing on it, nor in its frame, may depend on who is signed in.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class WelcomeModel : PageModel
{
    public const string AddressKey = "Welcome.Address";

    /// <summary>Where the mail went; null on a second look.</summary>
    public string? Address { get; private set; }

    public string Next { get; private set; } = "";

    public void OnGet(string? returnUrl)
    {
        // Frame and zones are those of a visitor.
        HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());
        Address = TempData[AddressKey] as string;
        Next = ReturnUrl.Resolve(returnUrl, Request.PathBase);
    }
}
