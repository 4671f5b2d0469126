using System.Globalization;
using MailKit.Net.Smtp;
using Marketplace.Notifications.Mails;

namespace Marketplace.Notifications.Smtp;

/// <summary>Hands mails to the mail server, one after the other on the same connection where they follow each other closely.</summary>
internal sealed class SmtpTransport(SmtpSettings settings, SmtpConnections connections) : IMailTransport
{
    public async Task SendAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.Patience);
        try
        {
            if (connections.TakeIdle() is not { } used || !await TryAsync(used, mail, deadline.Token))
                await DeliverAsync(await connections.OpenAsync(Domain(mail), deadline.Token), mail, new Begun(), deadline.Token);
        }
        catch (Exception e) when (deadline.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The mail server {settings.Server} did not answer within {settings.Patience.TotalSeconds} seconds."),
                e);
        }
        catch (Exception e) when (SmtpRefusal.Explain(settings.Server, e) is { } reason)
        {
            throw new MailException(reason, e) { IsFinal = SmtpRefusal.IsFinal(e) };
        }
    }

    /// <returns>
    /// False where the server ended the connection before it got a word of the mail: it cannot have taken it, so that another connection
    /// may carry it. Once the mail's text was begun nobody knows, and the outbox decides.
    /// </returns>
    private async Task<bool> TryAsync(SmtpClient used, ComposedMail mail, CancellationToken cancellationToken)
    {
        var begun = new Begun();
        try
        {
            await DeliverAsync(used, mail, begun, cancellationToken);
            return true;
        }
        catch (Exception e) when (!begun.IsTrue && !cancellationToken.IsCancellationRequested && IsGoodbye(e))
        {
            return false;
        }
    }

    private async Task DeliverAsync(SmtpClient server, ComposedMail mail, Begun begun, CancellationToken cancellationToken)
    {
        try
        {
            await server.SendAsync(MailFormat.Options, mail.Message, cancellationToken, begun);
        }
        finally
        {
            connections.PutBack(server);
        }
    }

    private static bool IsGoodbye(Exception e) =>
        e is SmtpProtocolException or IOException or MailKit.ServiceNotConnectedException
            or SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable };

    private static string Domain(ComposedMail mail) => mail.Message.From.Mailboxes.First().Domain;

    /// <summary>Whether the mail's text has begun to leave.</summary>
    private sealed class Begun : MailKit.ITransferProgress
    {
        public bool IsTrue { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsTrue = true;

        public void Report(long bytesTransferred) => IsTrue = true;
    }
}
