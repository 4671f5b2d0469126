using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Mails;

/// <summary>Asks for mails to users.</summary>
internal sealed class AccountMails(AccountLinks links, SiteLanguages languages, IDatabase database, IOutbox outbox)
{
    /// <summary>For <see cref="User.Raise{TEvent}"/>, where the mail belongs to a change of the user.</summary>
    public AccountMailRequested Compose(User user, AccountMailKind kind, string? address = null) =>
        new(user.Id, kind, links.RootOfRequest(), LanguageOf(user, kind).Culture.Name, address);

    /// <summary>What the person chose; else that of the page they are on, unless an administrator is on it.</summary>
    private SiteLanguage LanguageOf(User user, AccountMailKind kind) =>
        languages.Find(user.Language) ?? (kind is AccountMailKind.Invitation ? languages.Default : languages.Current);

    public Task RequestAsync(User user, AccountMailKind kind, string? address, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => outbox.WriteAsync(db, Compose(user, kind, address), cancellationToken), cancellationToken);
}
