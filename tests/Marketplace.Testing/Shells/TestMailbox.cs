using System.Collections.Concurrent;

namespace Marketplace.Testing;

/// <summary>Keeps every mail that is sent.</summary>
public sealed class TestMailbox : IMailSender
{
    private readonly ConcurrentQueue<Mail> _mails = new();

    public IReadOnlyList<Mail> Mails => [.. _mails];

    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }
}
