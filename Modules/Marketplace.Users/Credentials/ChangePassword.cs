using Marketplace.Users.Accounts;
using Marketplace.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Credentials;

/// <summary>Sets a new password for somebody who knows the one before. Every other session ends.</summary>
internal sealed class ChangePassword(UserAccounts users, CheckPassword check, AccountMails mails, AccountErrors errors)
{
    public static bool IsAboutCurrent(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.PasswordMismatch) or nameof(AccountErrors.PasswordPaused);

    /// <returns>What was refused; empty when the password is set.</returns>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(
        User user, string current, string wanted, CancellationToken cancellationToken)
    {
        switch (await check.ExecuteAsync(user, user.Email, current, cancellationToken))
        {
            case PasswordCheck.Paused paused:
                return [errors.PasswordPaused(paused.Wait)];
            case PasswordCheck.Wrong:
                return [errors.PasswordMismatch()];
            case PasswordCheck.Right:
                break;
        }

        user.Raise(mails.Compose(user, AccountMailKind.PasswordChanged));
        return [.. (await users.ChangePasswordAsync(user, current, wanted)).Errors];
    }
}
