using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Registration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[ForVisitors]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class RegisterModel(RegisterUser register, IStringLocalizer<RegisterModel> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.ToReturnUrl(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        switch (await register.ExecuteAsync(Input.Email!, Input.Name!, Input.Password!, cancellationToken))
        {
            case RegisterUserResult.Registered or RegisterUserResult.AddressTaken:
                TempData[WelcomeModel.AddressKey] = Input.Email!.Trim();
                return RedirectToPage("/Account/Welcome", new { returnUrl = ReturnUrl });
            case RegisterUserResult.TooOften tooOften:
                this.AskToWait(tooOften.Wait);
                ModelState.AddModelError("", text["Several mails went to this address just now. Look for them, or try again later."]);
                return Page();
            case RegisterUserResult.Refused refused:
                this.AddErrors(refused.Errors, "Input.Email", "Input.Password");
                return Page();
            default:
                throw new InvalidOperationException("The result of a registration is not known.");
        }
    }
}

internal sealed record RegisterInput
{
    [Required(ErrorMessage = "Enter your name.")]
    [StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    [Readable]
    [WithoutAddress]
    public string? Name { get; init; }

    [Required(ErrorMessage = "Enter your e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }

    [Required(ErrorMessage = "Choose a password.")]
    [DataType(DataType.Password)]
    public string? Password { get; init; }
}
