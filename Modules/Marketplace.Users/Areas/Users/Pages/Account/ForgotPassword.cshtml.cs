using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Credentials;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class ForgotPasswordModel(AskForPasswordReset ask, IStringLocalizer<ForgotPasswordModel> text) : PageModel
{
    [BindProperty]
    public ForgotPasswordInput Input { get; set; } = new();

    public bool IsSent { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return;
        if (await ask.ExecuteAsync(Input.Email!, cancellationToken) is { } wait)
        {
            this.AskToWait(wait);
            ModelState.AddModelError("", text["Several mails went to this address just now. Look for them, or try again later."]);
            return;
        }

        IsSent = true;
    }
}

internal sealed record ForgotPasswordInput
{
    [Required(ErrorMessage = "Enter your e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }
}
