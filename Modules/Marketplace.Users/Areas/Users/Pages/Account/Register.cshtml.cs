using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Registration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Account;

[ForVisitors]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class RegisterModel(RegisterUser register, IStringLocalizer<RegisterModel> text, ITermsOfUse? terms = null) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    /// <summary>What whoever registers reads, and accepts.</summary>
    public RegistrationTexts Texts { get; private set; } = new(null, null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.Identity?.IsAuthenticated == true)
            return this.ToReturnUrl(ReturnUrl);
        await ReadTextsAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ReadTextsAsync(cancellationToken);
        CheckTerms();
        if (!ModelState.IsValid)
            return Page();
        switch (await register.ExecuteAsync(Input.Email!, Input.Name!, Input.Password!, Texts.Terms?.Key, cancellationToken))
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

    private async Task ReadTextsAsync(CancellationToken cancellationToken)
    {
        if (terms is not null)
            Texts = await terms.FindForRegistrationAsync(cancellationToken);
    }

    private void CheckTerms()
    {
        const string Field = "Input.AcceptsTerms";
        if (Texts.Terms is not { } asked)
            return;
        if (!Input.AcceptsTerms)
            ModelState.AddModelError(Field, text["Accept them to create your account."]);
        else if (Input.Terms != asked.Key)
        {
            // What was ticked is not what is on the page now.
            ModelState.Remove(Field);
            ModelState.Remove("Input.Terms");
            Input = Input with { AcceptsTerms = false };
            ModelState.AddModelError(Field, text["They have changed while you read. Read them as they are now, then accept them."]);
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

    /// <summary>See <see cref="TermsInForce.Key"/>: what was on the page.</summary>
    public string? Terms { get; init; }

    public bool AcceptsTerms { get; init; }
}
