using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Hosting.Tests.Notifications;

internal enum MailServerMood
{
    Refuses,

    /// <summary>Says nothing from the first byte on.</summary>
    HoldsAtTheGreeting,

    /// <summary>Takes the mail and does not say so.</summary>
    HoldsWithTheMail,
    Takes,
}

/// <summary>A mail server that lets its client wait, so that it can be killed at a known point.</summary>
internal sealed class HoldingMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    public HoldingMailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    public MailServerMood Mood { get; set; }

    /// <summary>A client waits.</summary>
    public Task Held => _held.Task;

    /// <summary>Whole mails that came, headers and all.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    private async Task RunAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            if (Mood == MailServerMood.HoldsAtTheGreeting)
                await HoldAsync();
            await writer.WriteLineAsync(Mood == MailServerMood.Refuses ? "550 not today" : "220 ready");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line == "DATA")
                    await TakeAsync(reader, writer);
                else
                    await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is dead, or the test is over.
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line).Append('\n');
        _mails.Enqueue(text.ToString());
        if (Mood == MailServerMood.HoldsWithTheMail)
            await HoldAsync();
        await writer.WriteLineAsync("250 taken");
    }

    private Task HoldAsync()
    {
        _held.TrySetResult();
        return Task.Delay(Timeout.Infinite, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }
}
