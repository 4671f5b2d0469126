using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class LoginModel(SignInWithPassword signIn, IStringLocalizer<LoginModel> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public LoginInput Input { get; set; } = new();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.ToReturnUrl(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        var result = await signIn.ExecuteAsync(Input.Email!, Input.Password!, Input.Remember, cancellationToken);
        if (result == SignInResultKind.SignedIn)
            return this.ToReturnUrl(ReturnUrl);
        ModelState.AddModelError("", result switch
        {
            SignInResultKind.LockedOut => text["Too many wrong passwords. Signing in is blocked for 10 minutes; then try again, or choose a new password by mail."],
            SignInResultKind.Locked => text["This account is locked. Write to us if you think that is a mistake."],
            _ => text["E-mail address or password is wrong. Check both and try again."],
        });
        return Page();
    }
}

internal sealed record LoginInput
{
    [Required(ErrorMessage = "Enter your e-mail address.")]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }

    [Required(ErrorMessage = "Enter your password.")]
    [StringLength(PasswordRule.MaxLength, ErrorMessage = "This password is too long.")]
    [DataType(DataType.Password)]
    public string? Password { get; init; }

    public bool Remember { get; init; }
}
