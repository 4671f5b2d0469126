using Microsoft.Extensions.Logging;

namespace Marketplace.Notifications.Mails;

internal sealed class MailSender(MailComposer composer, IMailTransport transport, ILogger<MailSender> logger) : IMailSender
{
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        try
        {
            using var composed = composer.Compose(mail);
            await transport.SendAsync(composed, cancellationToken);
            logger.LogInformation("Sent mail {MailId}: {Subject}", composed.Id, mail.Subject);
        }
        catch (MailException e)
        {
            logger.LogError(e, "A mail was not sent: {Reason}", e.Message);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            logger.LogError(e, "A mail was not sent: {Reason}", e.Message);
            throw new MailException($"The mail was not sent: {e.Message}", e);
        }
    }
}
