using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Limits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

/// <summary>
/// Where the link of a mail about an address leads. Looking at it changes nothing and tells nothing: mail scanners open every link, and so
/// does whoever gets a mail about an account that a stranger made with their address.
/// </summary>
[EnableRateLimiting(RateLimits.SignIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ConfirmEmailModel(ConfirmEmail confirm, IStringLocalizer<ConfirmEmailModel> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "user")]
    public string? UserId { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    /// <summary>From a change of the address; a link from the registration has none.</summary>
    [BindProperty(SupportsGet = true, Name = "email")]
    public string? Email { get; set; }

    [BindProperty]
    [DataType(DataType.Password)]
    [StringLength(PasswordRule.MaxLength, ErrorMessage = "This password is too long.")]
    public string? Password { get; set; }

    /// <summary>Null before the button was pressed, and where another try may help.</summary>
    public ConfirmEmailResult? Result { get; private set; }

    public bool NeedsPassword => UserId is null || User.FindUserId() != UserId;

    public void OnGet()
    {
        if (string.IsNullOrEmpty(UserId) || string.IsNullOrEmpty(Code))
            Result = ConfirmEmailResult.BadLink;
    }

    public async Task OnPostAsync()
    {
        OnGet();
        if (Result is not null || !ModelState.IsValid)
            return;
        var result = await confirm.ExecuteAsync(UserId!, Code!, Email, User.FindUserId(), Password);
        if (result == ConfirmEmailResult.Paused)
        {
            this.AskToWait(Limit.PasswordPause);
            ModelState.AddModelError(nameof(Password), text["Too many wrong passwords. Nothing was changed; try again in ten minutes."]);
            return;
        }

        if (result == ConfirmEmailResult.NotTheirs)
            ModelState.AddModelError(
                nameof(Password), text["This is not the password of the account that the mail is about. Nothing was changed."]);
        else
            Result = result;
    }
}
