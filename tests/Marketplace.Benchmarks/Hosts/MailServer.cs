using System.Net;
using System.Net.Sockets;

namespace Marketplace.Benchmarks.Hosts;

/// <summary>Takes every mail, or accepts connections and says nothing.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private int _held;

    public MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool IsSilent { get; set; }

    /// <summary>Returns once so many connections hang.</summary>
    public async Task HeldAsync(int count)
    {
        for (var tries = 0; Volatile.Read(ref _held) < count; tries++)
        {
            if (tries == 6_000)
                throw new InvalidOperationException($"Only {_held} mails hang.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (IsSilent)
                    await HoldAsync(client);
                else
                    await TakeAsync(client);
            }
            catch (IOException)
            {
                // The other side hung up.
            }
        }
    }

    /// <summary>Until the other side gives up.</summary>
    private async Task HoldAsync(TcpClient client)
    {
        Interlocked.Increment(ref _held);
        try
        {
            _ = await client.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    private static async Task TakeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (inData && line != ".")
                continue;
            inData = !inData && line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(inData ? "354 go on" : "250 fine");
        }
    }
}
