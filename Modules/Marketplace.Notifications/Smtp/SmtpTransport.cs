using Marketplace.Notifications.Mails;

namespace Marketplace.Notifications.Smtp;

/// <summary>Hands each mail to the mail server in a connection of its own.</summary>
internal sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(MailMessageText message, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await using var server = await SmtpConversation.OpenAsync(settings, deadline.Token);
            await server.GreetAsync(message.From[(message.From.LastIndexOf('@') + 1)..], deadline.Token);
            await server.DeliverAsync(message, deadline.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The mail server {settings.Host}:{settings.Port} did not answer within {Patience.TotalSeconds} seconds.", e);
        }
    }
}
