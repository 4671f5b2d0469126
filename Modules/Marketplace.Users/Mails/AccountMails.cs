using System.Globalization;
using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Mails;

/// <summary>Asks for mails to users.</summary>
internal sealed class AccountMails(AccountLinks links, IDatabase database, IOutbox outbox)
{
    /// <summary>For <see cref="User.Raise{TEvent}"/>, where the mail belongs to a change of the user.</summary>
    public AccountMailRequested Compose(User user, AccountMailKind kind, string? address = null) =>
        new(user.Id, kind, links.RootOfRequest(), CultureInfo.CurrentUICulture.Name, address);

    public Task RequestAsync(User user, AccountMailKind kind, string? address, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => outbox.WriteAsync(db, Compose(user, kind, address), cancellationToken), cancellationToken);
}
