using MimeKit;

namespace Marketplace.Notifications.Mails;

/// <summary>Carries a finished message away.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailException">The mail server said no, in its own words.</exception>
    /// <exception cref="IOException">The server or the folder is not reachable.</exception>
    Task SendAsync(ComposedMail mail, CancellationToken cancellationToken);
}

/// <param name="Id">Unique; also the message id's left half.</param>
/// <param name="Message">From one to one, ASCII throughout, signed where a signature is set: nothing may be changed any more.</param>
internal sealed record ComposedMail(string Id, MimeMessage Message) : IDisposable
{
    public void Dispose() => Message.Dispose();
}
