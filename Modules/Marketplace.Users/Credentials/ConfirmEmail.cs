using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users;

/// <summary>Acts on a mailed link: the account's address is confirmed, or changed to the new one that the link was sent to.</summary>
internal sealed class ConfirmEmail(UserAccounts users, SignInManager<User> signIn, AccountMails mails)
{
    /// <param name="newAddress">Null for the account's own address.</param>
    /// <param name="signedInUserId">Whose browser it is; a session of the same account goes on.</param>
    /// <returns>False when the link is not, or no longer, valid. Opening a link again that has worked is fine.</returns>
    public async Task<bool> ExecuteAsync(string userId, string code, string? newAddress, string? signedInUserId)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return false;
        if (string.IsNullOrEmpty(newAddress))
            return (await users.ConfirmEmailAsync(user, code)).Succeeded;
        var oldAddress = user.Email;
        if (string.Equals(oldAddress, newAddress, StringComparison.Ordinal))
            return user.EmailConfirmed;
        user.Raise(mails.Compose(user, AccountMailKind.EmailChanged, oldAddress));
        if (!(await users.ChangeEmailAsync(user, newAddress, code)).Succeeded)
            return false;
        if (signedInUserId == user.Id)
            await signIn.RefreshSignInAsync(user);
        return true;
    }
}
