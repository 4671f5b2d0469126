using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Credentials;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class ResetPasswordModel(ResetPassword reset, IStringLocalizer<ResetPasswordModel> text) : PageModel
{
    [BindProperty]
    public ResetPasswordInput Input { get; set; } = new();

    public bool IsLinkBroken { get; private set; }

    public void OnGet(string? user, string? code)
    {
        Input = new ResetPasswordInput { User = user, Code = code };
        IsLinkBroken = string.IsNullOrEmpty(user) || string.IsNullOrEmpty(code);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        var errors = await reset.ExecuteAsync(Input.User ?? "", Input.Code ?? "", Input.Password!);
        if (errors.Count == 0)
        {
            TempData.Note("success", text["Your password is changed. Sign in with it."]);
            return LocalRedirect(Url.Content(AccountPaths.SignIn));
        }

        if (errors.Any(x => x.Code == nameof(IdentityErrorDescriber.InvalidToken)))
            IsLinkBroken = true;
        else
            this.AddErrors(errors, "", "Input.Password");
        return Page();
    }
}

internal sealed record ResetPasswordInput
{
    public string? User { get; init; }

    public string? Code { get; init; }

    [Required(ErrorMessage = "Choose a password.")]
    [DataType(DataType.Password)]
    public string? Password { get; init; }
}
