using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts;

/// <summary>
/// Beyond length: not the address itself, none of those that everybody guesses, and not so long that hashing it becomes an attack.
/// </summary>
internal sealed class PasswordRule(AccountErrors errors) : IPasswordValidator<User>
{
    public const int MinLength = 10;
    public const int MaxLength = 200;
    public const int MinDifferent = 5;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(password switch
        {
            { Length: > MaxLength } => IdentityResult.Failed(errors.PasswordTooLong(MaxLength)),
            not null when user.Email.Length > 0 && password.Contains(user.Email, StringComparison.OrdinalIgnoreCase) =>
                IdentityResult.Failed(errors.PasswordHoldsAddress()),
            { Length: >= MinLength } when CommonPasswords.Contains(password) => IdentityResult.Failed(errors.PasswordTooCommon()),
            _ => IdentityResult.Success,
        });
}
