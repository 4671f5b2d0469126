using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Marketplace.Users.Accounts;
using Marketplace.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[ForVisitors]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class LoginModel(SignInWithPassword signIn, KeptForms forms, IStringLocalizer<LoginModel> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public LoginInput Input { get; set; } = new();

    /// <summary>A form that came after its session had ended, sealed; see <see cref="KeptForms"/>.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    /// <summary>To be sent again, now that its sender is signed in.</summary>
    public KeptForm? SendAgain { get; private set; }

    public string ReturnAddress => Marketplace.Users.SignIn.ReturnUrl.Resolve(ReturnUrl, Request.PathBase);

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.ToReturnUrl(ReturnUrl) : Page();

    /// <summary>From the page that says that a form came too late.</summary>
    public IActionResult OnPostKept()
    {
        ModelState.Clear();
        return OnGet();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        var result = await signIn.ExecuteAsync(Input.Email!, Input.Password!, Input.Remember, cancellationToken);
        if (result.Kind == SignInResultKind.SignedIn)
        {
            SendAgain = forms.Open(Kept) is { } kept && kept.UserId == result.UserId ? kept : null;
            return SendAgain is null ? this.ToReturnUrl(ReturnUrl) : Page();
        }

        if (result.Kind == SignInResultKind.Paused)
            this.AskToWait(result.Wait);
        ModelState.AddModelError("", result.Kind switch
        {
            SignInResultKind.Paused =>
                text["Too many wrong passwords. Try again in {0} minutes, or choose a new password by mail.", Minutes(result.Wait)],
            SignInResultKind.Locked => text["This account is locked. Write to us if you think that is a mistake."],
            SignInResultKind.Wrong => text["E-mail address or password is wrong. Check both and try again."],
            _ => throw new UnreachableException(),
        });
        return Page();
    }

    private static int Minutes(TimeSpan wait) => (int)Math.Ceiling(wait.TotalMinutes);
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
