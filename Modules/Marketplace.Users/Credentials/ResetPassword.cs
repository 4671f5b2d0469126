using Marketplace.Users.Accounts;
using Marketplace.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Credentials;

/// <summary>
/// Sets a new password by a mailed link. Whoever has the link has the mailbox, so the address counts as confirmed and a lockout for wrong
/// passwords ends.
/// </summary>
internal sealed class ResetPassword(UserAccounts users, CheckPassword check, AccountMails mails, IdentityErrorDescriber errors)
{
    /// <returns>What was refused; empty when the password is set.</returns>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(string userId, string code, string password)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return [errors.InvalidToken()];
        // Set here, written together with the new password.
        if (!user.EmailConfirmed)
            user.ConfirmEmail();
        user.AccessFailedCount = 0;
        if (!user.IsLockedForever)
            user.LockoutEnd = null;
        user.Raise(mails.Compose(user, AccountMailKind.PasswordChanged));
        var result = await users.ResetPasswordAsync(user, code, password);
        if (result.Succeeded)
            await check.TrustHereAsync(user, CancellationToken.None);
        return [.. result.Errors];
    }
}
