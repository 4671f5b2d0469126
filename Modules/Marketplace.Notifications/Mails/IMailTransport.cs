using MimeKit;

namespace Marketplace.Notifications.Mails;

/// <summary>Carries a finished message away.</summary>
internal interface IMailTransport
{
    /// <exception cref="MailException">The mail server is not reachable or said no, in its own words.</exception>
    /// <exception cref="TimeoutException">The mail server did not answer in time.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    Task SendAsync(ComposedMail mail, CancellationToken cancellationToken);
}

/// <param name="Id">Unique; also the message id's left half.</param>
/// <param name="Message">From one to one, ASCII throughout, signed where a signature is set: nothing may be changed any more.</param>
internal sealed record ComposedMail(string Id, MimeMessage Message) : IDisposable
{
    public void Dispose() => Message.Dispose();
}
