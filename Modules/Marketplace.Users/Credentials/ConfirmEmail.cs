using Marketplace.Users.Accounts;
using Marketplace.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Credentials;

internal enum ConfirmEmailResult
{
    Confirmed,

    /// <summary>The link is not, or no longer, valid.</summary>
    BadLink,

    /// <summary>Neither the account's session nor its password; nobody learns whether there is such an account.</summary>
    NotTheirs,

    /// <summary>
    /// Too many wrong passwords from here; it ends by itself, after <see cref="Limits.Limit.PasswordPause"/> at the latest.
    /// </summary>
    Paused,
}

/// <summary>
/// Acts on a mailed link: the account's address is confirmed, or changed to the new one that the link was sent to. Whoever has the link has
/// the mailbox; that the account is theirs too, they show by its session or its password, so that nobody lets another's account into their
/// mailbox by a click.
/// </summary>
internal sealed class ConfirmEmail(UserAccounts users, SignInManager<User> signIn, CheckPassword check, AccountMails mails)
{
    /// <param name="newAddress">Null for the account's own address.</param>
    /// <param name="signedInUserId">Whose browser it is; a session of the same account goes on.</param>
    /// <param name="password">Null where the session is to do.</param>
    public async Task<ConfirmEmailResult> ExecuteAsync(
        string userId, string code, string? newAddress, string? signedInUserId, string? password)
    {
        var user = await users.FindByIdAsync(userId);
        var isTheirs = user is not null && signedInUserId == user.Id;
        // Counted by the id, which the link names, and not by the address: a pause elsewhere would tell which address belongs to it.
        var shown = isTheirs ? new PasswordCheck.Right() : await check.ExecuteAsync(user, userId, password ?? "", CancellationToken.None);
        if (shown is PasswordCheck.Paused)
            return ConfirmEmailResult.Paused;
        if (shown is not PasswordCheck.Right || user is null or { IsLockedForever: true })
            return ConfirmEmailResult.NotTheirs;
        return await ActAsync(user, code, newAddress, isTheirs) ? ConfirmEmailResult.Confirmed : ConfirmEmailResult.BadLink;
    }

    /// <returns>False where the link is not valid. Using a link again that has worked is fine.</returns>
    private async Task<bool> ActAsync(User user, string code, string? newAddress, bool isSignedIn)
    {
        if (string.IsNullOrEmpty(newAddress))
            return (await users.ConfirmEmailAsync(user, code)).Succeeded;
        var oldAddress = user.Email;
        if (string.Equals(oldAddress, newAddress, StringComparison.Ordinal))
            return user.EmailConfirmed;
        user.Raise(mails.Compose(user, AccountMailKind.EmailChanged, oldAddress));
        if (!(await users.ChangeEmailAsync(user, newAddress, code)).Succeeded)
            return false;
        if (isSignedIn)
            await signIn.RefreshSignInAsync(user);
        return true;
    }
}
