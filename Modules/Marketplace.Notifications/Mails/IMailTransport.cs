namespace Marketplace.Notifications.Mails;

/// <summary>Carries a finished message away.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailException">The mail server said no.</exception>
    /// <exception cref="IOException">The server or the folder is not reachable.</exception>
    Task SendAsync(MailMessageText message, CancellationToken cancellationToken);
}

/// <param name="Id">Unique; also the message id's left half.</param>
/// <param name="From">Plain address, for the envelope.</param>
/// <param name="To">Plain address, for the envelope.</param>
/// <param name="Content">Headers and body as RFC 5322 says: ASCII, lines end with CRLF.</param>
internal sealed record MailMessageText(string Id, string From, string To, string Content);
