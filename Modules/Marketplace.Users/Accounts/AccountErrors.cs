using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users;

/// <summary>Identity's refusals in our words and in the visitor's language.</summary>
internal sealed class AccountErrors(IStringLocalizer<AccountErrors> text) : IdentityErrorDescriber
{
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), text["This e-mail address has an account already."]);

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateEmail), text["This e-mail address has an account already."]);

    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), text["This is not an e-mail address we can write to."]);

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), text["This is not your current password."]);

    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), text["Use at least {0} characters.", length]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), text["Use at least {0} different characters.", uniqueChars]);

    public override IdentityError InvalidToken() => Error(nameof(InvalidToken), text["This link is no longer valid. Ask for a new one."]);

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), text["Somebody changed this account meanwhile. Nothing was saved; load the page again."]);

    public IdentityError PasswordHoldsAddress() => Error(nameof(PasswordHoldsAddress), text["Do not use your e-mail address as the password."]);

    public IdentityError PasswordTooLong(int length) => Error(nameof(PasswordTooLong), text["Use at most {0} characters.", length]);

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
