using System.Globalization;
using Marketplace.Data;
using Marketplace.Users.Accounts;
using Marketplace.Users.Limits;
using Marketplace.Users.Mails;

namespace Marketplace.Users.Credentials;

/// <summary>
/// Somebody wrote an address into the form for a new password. Whether it has an account is looked up later, so that the answer takes as
/// long for every address.
/// </summary>
/// <param name="Root">As <see cref="AccountMailRequested.Root"/>.</param>
/// <param name="Culture">Language of the person who asked.</param>
[Event("users.password-reset-asked")]
internal sealed record PasswordResetAsked(string Address, string? Root, string Culture);

internal sealed class AskForPasswordReset(MailLimits limits, AccountLinks links, IDatabase database, IOutbox outbox)
{
    /// <returns>How long to wait before the next mail to this mailbox; null when it was asked for.</returns>
    public async Task<TimeSpan?> ExecuteAsync(string address, CancellationToken cancellationToken)
    {
        if (await limits.TakeAsync(address, cancellationToken) is { } wait)
            return wait;
        var asked = new PasswordResetAsked(address.Trim(), links.RootOfRequest(), CultureInfo.CurrentUICulture.Name);
        await database.InTransactionAsync(db => outbox.WriteAsync(db, asked, cancellationToken), cancellationToken);
        return null;
    }
}

[StoredName("Marketplace.Users.MailPasswordReset")]
[Delivery(Lane.Mail)]
internal sealed class MailPasswordReset(UserAccounts users, SendAccountMail send) : IEventHandler<PasswordResetAsked>
{
    public async Task HandleAsync(PasswordResetAsked @event, string eventId, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(@event.Address) is not { } user)
            return;
        var mail = new AccountMailRequested(user.Id, AccountMailKind.PasswordReset, @event.Root, @event.Culture);
        await send.HandleAsync(mail, eventId, cancellationToken);
    }
}
