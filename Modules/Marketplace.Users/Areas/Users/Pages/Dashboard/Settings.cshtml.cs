using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;
using Marketplace.Users.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Dashboard;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SettingsModel(
    UserAccounts users,
    UserSignIn signIn,
    AccountMails mails,
    ChangePassword changePassword,
    ChangeAddress changeAddress,
    MailLimits limits,
    AccountErrors errors,
    EditConflicts conflicts,
    SiteLanguages languages,
    IStringLocalizer<SettingsModel> text) : PageModel
{
    private User _user = null!;

    public ProfileInput Profile { get; private set; } = new();

    public LanguageInput Language { get; private set; } = new();

    /// <summary>In their own words.</summary>
    public IReadOnlyList<SelectListItem> Languages => [.. languages.All.Select(x => new SelectListItem(x.Name, x.Code))];

    public AddressInput Address { get; private set; } = new();

    public PasswordInput Password { get; private set; } = new();

    public string CurrentEmail => _user.Email;

    public bool EmailConfirmed => _user.EmailConfirmed;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await users.FindByIdAsync(User.GetUserId()) is not { } user)
        {
            // The account is gone while the session still lives.
            await signIn.SignOutAsync();
            context.Result = LocalRedirect(Url.Content(AccountPaths.SignIn));
            return;
        }

        _user = user;
        Profile = ProfileInput.Of(user);
        Language = LanguageInput.Of(user, languages);
        await next();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostProfileAsync([FromForm(Name = "Profile")] ProfileInput profile)
    {
        Profile = profile;
        if (!ModelState.IsValid)
            return Page();
        if (ProfileInput.Of(_user) is var stored && stored.Version != profile.Version)
        {
            conflicts.Show(ModelState, nameof(Profile), profile, stored);
            return Page();
        }

        // Who saves between this and the reading above is found by the account's own stamp.
        _user.Name = profile.Name!.Trim();
        return await FinishAsync(await users.UpdateAsync(_user), text["Your name is saved."]);
    }

    public async Task<IActionResult> OnPostLanguageAsync([FromForm(Name = "Language")] LanguageInput language)
    {
        Language = language;
        if (languages.Find(language.Code) is not { } chosen)
            ModelState.AddModelError("Language.Code", text["Choose one of the list."]);
        else if (LanguageInput.Of(_user, languages) is var stored && stored.Version != language.Version)
            conflicts.Show(ModelState, nameof(Language), language, stored);
        else
        {
            _user.Language = chosen.Code;
            var saved = await users.UpdateAsync(_user);
            if (saved.Succeeded)
                HttpContext.KeepLanguage(chosen);
            chosen.Speak();
            return await FinishAsync(saved, text["Your language is saved."]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAddressAsync(
        [FromForm(Name = "Address")] AddressInput address, CancellationToken cancellationToken)
    {
        Address = address;
        if (!ModelState.IsValid)
            return Page();
        var refused = await changeAddress.RequestAsync(_user, address.Email!.Trim(), address.Password!, cancellationToken);
        if (refused.Count > 0)
        {
            this.AddErrors(refused, "Address.Email", "Address.Password");
            return Page();
        }

        return Done(text["We sent a link to {0}. Your address changes when you open it.", address.Email.Trim()]);
    }

    public async Task<IActionResult> OnPostConfirmationAsync(CancellationToken cancellationToken)
    {
        if (!_user.EmailConfirmed && await limits.TakeAsync(_user.Email, cancellationToken) is { } wait)
        {
            this.AddErrors([errors.TooManyMailsToEmail(wait)], "", "");
            return Page();
        }

        if (!_user.EmailConfirmed)
            await mails.RequestAsync(_user, AccountMailKind.Confirmation, address: null, cancellationToken);
        return Done(text["We sent a mail to {0}: open its link to confirm your address.", _user.Email]);
    }

    public async Task<IActionResult> OnPostPasswordAsync(
        [FromForm(Name = "Password")] PasswordInput password, CancellationToken cancellationToken)
    {
        Password = password;
        if (!ModelState.IsValid)
            return Page();
        var refusals = await changePassword.ExecuteAsync(_user, password.Current!, password.New!, cancellationToken);
        if (refusals.Count > 0)
        {
            this.AddErrors(refusals.Where(ChangePassword.IsAboutCurrent), "", "Password.Current");
            this.AddErrors(refusals.Where(x => !ChangePassword.IsAboutCurrent(x)), "", "Password.New");
            return Page();
        }

        return await FinishAsync(IdentityResult.Success, text["Your password is changed, and your other sessions end."]);
    }

    public async Task<IActionResult> OnPostSignOutEverywhereAsync()
    {
        var changed = await users.UpdateSecurityStampAsync(_user);
        if (!changed.Succeeded)
            return await FinishAsync(changed, "");
        await signIn.SignOutAsync();
        TempData.Note("success", text["You are signed out on every device."]);
        return LocalRedirect(Url.Content(AccountPaths.SignIn));
    }

    /// <summary>This session goes on with what the account says now.</summary>
    private async Task<IActionResult> FinishAsync(IdentityResult result, string note)
    {
        if (!result.Succeeded)
        {
            this.AddErrors(result.Errors, "", "");
            return Page();
        }

        await signIn.RefreshSignInAsync(_user);
        return Done(note);
    }

    private RedirectToPageResult Done(string note)
    {
        TempData.Note("success", note);
        return RedirectToPage();
    }
}

internal sealed record ProfileInput : IEditForm
{
    public string? Version { get; set; }

    [Required(ErrorMessage = "Enter your name.")]
    [StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    [Readable]
    [WithoutAddress]
    public string? Name { get; init; }

    public static ProfileInput Of(User user) => new() { Name = user.Name, Version = RecordVersion.Of(user.Name) };
}

internal sealed record LanguageInput : IEditForm
{
    public string? Version { get; set; }

    public string? Code { get; init; }

    public static LanguageInput Of(User user, SiteLanguages languages) => new()
    {
        Code = (languages.Find(user.Language) ?? languages.Current).Code,
        Version = RecordVersion.Of(user.Language ?? ""),
    };
}

internal sealed record AddressInput
{
    [Required(ErrorMessage = "Enter the new e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }

    [Required(ErrorMessage = "Enter your password.")]
    [DataType(DataType.Password)]
    public string? Password { get; init; }
}

internal sealed record PasswordInput
{
    [Required(ErrorMessage = "Enter your current password.")]
    [DataType(DataType.Password)]
    public string? Current { get; init; }

    [Required(ErrorMessage = "Choose a new password.")]
    [DataType(DataType.Password)]
    public string? New { get; init; }
}
