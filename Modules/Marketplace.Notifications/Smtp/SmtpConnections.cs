using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Marketplace.Notifications.Mails;

namespace Marketplace.Notifications.Smtp;

/// <summary>
/// Signed-in connections. One that has sent a mail waits a moment for the next, so that a run of mails greets, encrypts and signs in once
/// for each lane; then it says goodbye.
/// </summary>
/// <param name="trust">Decides about the server's certificate instead of the machine's authorities; null: those.</param>
internal sealed class SmtpConnections(SmtpSettings settings, RemoteCertificateValidationCallback? trust = null) : IAsyncDisposable
{
    /// <summary>By the machine's clock, as every wait for a mail server: it knows nothing of a tenant's.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private bool _isClosed;

    /// <returns>Null where none waits.</returns>
    public SmtpClient? TakeIdle()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
                return null;
            var client = _waiting[^1].Client;
            _waiting.RemoveAt(_waiting.Count - 1);
            return client;
        }
    }

    /// <summary>Up to the point where mail may be sent: greeting, encryption, sign-in.</summary>
    public async Task<SmtpClient> OpenAsync(string domain, CancellationToken cancellationToken)
    {
        // The revocation lists of certificate authorities are elsewhere, and no mail waits for them.
        var client = new SmtpClient { LocalDomain = domain, CheckCertificateRevocation = false };
        if (trust is not null)
            client.ServerCertificateValidationCallback = trust;
        try
        {
            await ConnectAsync(client, cancellationToken);
            if (settings.User is { } user)
                await SignInAsync(client, user, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>After a mail, whether it was taken or refused.</summary>
    public void PutBack(SmtpClient client)
    {
        lock (_lock)
        {
            if (client.IsConnected && !_isClosed)
            {
                var waiting = new Waiting(client);
                _waiting.Add(waiting);
                _ = LeaveLaterAsync(waiting);
                return;
            }
        }

        client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        List<Waiting> all;
        lock (_lock)
        {
            _isClosed = true;
            all = [.. _waiting];
            _waiting.Clear();
        }

        await Task.WhenAll(all.Select(x => LeaveAsync(x.Client)));
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var encryption = settings switch
        {
            { UseTls: false } => SecureSocketOptions.None,
            { Port: SmtpSettings.ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        };
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, encryption, cancellationToken);
        }
        catch (NotSupportedException e)
        {
            throw new MailException(
                $"The mail server {settings.Server} offers no TLS; set Marketplace:Smtp:UseTls to false if that is meant.", e);
        }
    }

    private async Task SignInAsync(SmtpClient client, string user, CancellationToken cancellationToken)
    {
        try
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
        }
        catch (NotSupportedException e)
        {
            var kinds = client.AuthenticationMechanisms;
            var offered = kinds.Count == 0 ? "no sign-in" : string.Join(", ", kinds.Order(StringComparer.Ordinal));
            throw new MailException(
                $"The mail server {settings.Server} offers {offered}, which does not fit Marketplace:Smtp:User and :Password.", e);
        }
    }

    private async Task LeaveLaterAsync(Waiting waiting)
    {
        await Task.Delay(Wait);
        bool isMine;
        lock (_lock)
            isMine = _waiting.Remove(waiting);
        if (isMine)
            await LeaveAsync(waiting.Client);
    }

    /// <summary>A goodbye that fails harms nobody: the mails were taken before.</summary>
    private static async Task LeaveAsync(SmtpClient client)
    {
        using var patience = new CancellationTokenSource(Wait);
        using (client)
        {
            try
            {
                await client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ProtocolException)
            {
                // It is closed all the same.
            }
        }
    }

    private sealed class Waiting(SmtpClient client)
    {
        public SmtpClient Client { get; } = client;
    }
}
