using Marketplace.Users.Accounts;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Credentials;

/// <summary>Begins a change of the e-mail address: a link goes to the new one, and nothing changes before it is opened.</summary>
internal sealed class ChangeAddress(UserAccounts users, CheckPassword check, MailLimits limits, AccountMails mails, AccountErrors errors)
{
    /// <returns>What was refused; empty when the mail is on its way.</returns>
    public async Task<IReadOnlyList<IdentityError>> RequestAsync(
        User user, string newAddress, string password, CancellationToken cancellationToken)
    {
        if (!Mailbox.TryParse(newAddress, allowName: false, out _))
            return [errors.InvalidEmail(newAddress)];
        switch (await check.ExecuteAsync(user, user.Email, password, cancellationToken))
        {
            case PasswordCheck.Paused paused:
                return [errors.PasswordPaused(paused.Wait)];
            case PasswordCheck.Wrong:
                return [errors.PasswordMismatch()];
            case PasswordCheck.Right:
                break;
        }

        if (await limits.TakeAsync(newAddress, cancellationToken) is { } wait)
            return [errors.TooManyMailsToEmail(wait)];
        // The page must not say whether somebody else uses the address; that person may know.
        if (await users.FindByEmailAsync(newAddress) is { } owner && owner.Id != user.Id)
            await mails.RequestAsync(owner, AccountMailKind.AlreadyRegistered, address: null, cancellationToken);
        else
            await mails.RequestAsync(user, AccountMailKind.EmailChange, newAddress, cancellationToken);
        return [];
    }
}
