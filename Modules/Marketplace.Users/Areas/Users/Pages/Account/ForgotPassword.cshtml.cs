using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class ForgotPasswordModel(UserAccounts users, AccountMails mails) : PageModel
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
        if (await users.FindByEmailAsync(Input.Email!.Trim()) is { } user)
            await mails.RequestAsync(user, AccountMailKind.PasswordReset, address: null, cancellationToken);
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
