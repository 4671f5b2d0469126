using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Accounts;

/// <summary>Identity's refusals in our words and in the visitor's language.</summary>
internal sealed class AccountErrors(IStringLocalizer<AccountErrors> text) : IdentityErrorDescriber
{
    public override IdentityError DuplicateEmail(string email) =>
        Error(nameof(DuplicateEmail), text["This e-mail address has an account already."]);

    public override IdentityError DuplicateUserName(string userName) =>
        Error(nameof(DuplicateEmail), text["This e-mail address has an account already."]);

    public override IdentityError InvalidEmail(string? email) =>
        Error(nameof(InvalidEmail), text["This is not an e-mail address we can write to."]);

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), text["This is not your current password."]);

    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), text["Use at least {0} characters.", length]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), text["Use at least {0} different characters.", uniqueChars]);

    public override IdentityError InvalidToken() => Error(nameof(InvalidToken), text["This link is no longer valid. Ask for a new one."]);

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), text["Somebody changed this account meanwhile. Nothing was saved; load the page again."]);

    public IdentityError PasswordPaused(TimeSpan wait) => new PausedError
    {
        Code = nameof(PasswordPaused),
        Description = text[
            "Too many wrong passwords. Try again in {0} minutes, or sign out and choose a new password by mail.",
            (int)Math.Ceiling(wait.TotalMinutes)],
        Wait = wait,
    };

    public IdentityError TooManyMailsToEmail(TimeSpan wait) => new PausedError
    {
        Code = nameof(TooManyMailsToEmail),
        Description = text["Several mails went to this address just now. Look for them, or try again later."],
        Wait = wait,
    };

    public IdentityError PasswordTooCommon() =>
        Error(
            nameof(PasswordTooCommon),
            text["This password is among the first that are guessed. Choose three or four unrelated words instead."]);

    public IdentityError PasswordHoldsAddress() =>
        Error(nameof(PasswordHoldsAddress), text["Do not use your e-mail address as the password."]);

    public IdentityError PasswordTooLong(int length) => Error(nameof(PasswordTooLong), text["Use at most {0} characters.", length]);

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}

/// <summary>A refusal that ends by itself.</summary>
internal sealed class PausedError : IdentityError
{
    public required TimeSpan Wait { get; init; }
}
