using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Marketplace.Notifications.Mails;

namespace Marketplace.Notifications.Smtp;

/// <summary>
/// RFC 5321 as a client that delivers one mail. The framework's SmtpClient knows neither TLS from the first byte nor our MIME text.
/// </summary>
internal sealed class SmtpConversation : IAsyncDisposable
{
    private const string Recipient = "RCPT TO";
    private const string EndOfMail = "end of data";

    private readonly TcpClient _client;
    private readonly SmtpSettings _settings;
    private SmtpLines _lines;

    private SmtpConversation(TcpClient client, SmtpSettings settings)
    {
        _client = client;
        _settings = settings;
        _lines = new SmtpLines(client.GetStream());
    }

    public static async Task<SmtpConversation> OpenAsync(SmtpSettings settings, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, cancellationToken);
            return new SmtpConversation(client, settings);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Up to the point where mail may be sent: greeting, encryption, sign-in.</summary>
    public async Task GreetAsync(string domain, CancellationToken cancellationToken)
    {
        var isImplicit = _settings.UseTls && _settings.Port == SmtpSettings.ImplicitTlsPort;
        if (isImplicit)
            await EncryptAsync(cancellationToken);
        await ExpectAsync("greeting", 220, cancellationToken);
        var extensions = await CommandAsync($"EHLO {domain}", "EHLO", 250, cancellationToken);
        if (_settings.UseTls && !isImplicit)
        {
            if (!extensions.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase))
                throw new MailException($"The mail server {Server} offers no TLS; set Marketplace:Smtp:UseTls to false if that is meant.");
            await CommandAsync("STARTTLS", "STARTTLS", 220, cancellationToken);
            if (_lines.HasUnread)
                throw new MailException($"The mail server {Server} sent data before the encryption began.");
            await EncryptAsync(cancellationToken);
            await CommandAsync($"EHLO {domain}", "EHLO", 250, cancellationToken);
        }

        if (_settings.User is { } user)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{_settings.Password}"));
            await CommandAsync($"AUTH PLAIN {credentials}", "AUTH", 235, cancellationToken);
        }
    }

    public async Task DeliverAsync(MailMessageText message, CancellationToken cancellationToken)
    {
        await CommandAsync($"MAIL FROM:<{message.From}>", "MAIL FROM", 250, cancellationToken);
        await CommandAsync($"RCPT TO:<{message.To}>", Recipient, 250, cancellationToken);
        await CommandAsync("DATA", "DATA", 354, cancellationToken);
        // A line that is only a dot ends the mail, so dots at the start of lines are doubled.
        var stuffed = message.Content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await CommandAsync($"{stuffed}\r\n.", EndOfMail, 250, cancellationToken);
        await LeaveAsync(cancellationToken);
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lines.WriteAsync("QUIT", cancellationToken);
        }
        catch (IOException)
        {
            // The server has taken the mail; a goodbye that fails must not make anybody send it again.
        }
    }

    private string Server => $"{_settings.Host}:{_settings.Port}";

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_lines.Stream);
        _lines = new SmtpLines(encrypted);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _settings.Host }, cancellationToken);
    }

    private async Task<string> CommandAsync(string line, string name, int expected, CancellationToken cancellationToken)
    {
        await _lines.WriteAsync(line, cancellationToken);
        return await ExpectAsync(name, expected, cancellationToken);
    }

    private async Task<string> ExpectAsync(string name, int expected, CancellationToken cancellationToken)
    {
        var (code, text) = await _lines.ReadReplyAsync(cancellationToken);
        const int Forwarded = 251;
        return code == expected || (expected == 250 && code == Forwarded)
            ? text
            : throw new MailException($"The mail server {Server} answered {name} with {code} {text}")
            {
                // What a server says of signing in or of the sender is for the administrator to mend, and the mail waits.
                IsFinal = code >= 500 && (name is Recipient or EndOfMail),
            };
    }

    public async ValueTask DisposeAsync()
    {
        await _lines.Stream.DisposeAsync();
        _client.Dispose();
    }
}
