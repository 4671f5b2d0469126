using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Notifications.Tests;

/// <summary>Takes one mail after the other and writes down what it was told.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly List<string> _commands = [];
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeMailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    /// <summary>The command that gets a 550.</summary>
    public string? RefuseAt { get; init; }

    /// <summary>What came between DATA and the last dot, with doubled dots undone.</summary>
    public string Received { get; private set; } = "";

    public IReadOnlyList<string> Commands
    {
        get
        {
            // The client does not wait for the answer to its last word.
            if (Received.Length > 0)
                _left.Task.Wait(TimeSpan.FromSeconds(10));
            lock (_commands)
                return [.. _commands];
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
                _left.TrySetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            _left.TrySetResult();
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(RefuseAt == "greeting" ? "550 no" : "220 ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            lock (_commands)
                _commands.Add(line);
            var verb = line.Split(' ')[0];
            if (verb == RefuseAt)
                await writer.WriteLineAsync("550 no");
            else if (verb == "DATA")
                await TakeMailAsync(reader, writer);
            else
                await writer.WriteLineAsync(
                    verb switch { "EHLO" => "250-hello\r\n250 AUTH PLAIN", "AUTH" => "235 ok", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT")
                return;
        }
    }

    private async Task TakeMailAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Received = text.ToString();
        await writer.WriteLineAsync(RefuseAt == "." ? "550 no" : "250 taken");
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }
}
