using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Marketplace.Data.Tests.Connections;

/// <summary>A line to the server that counts how often the client asks and waits for the answer.</summary>
internal sealed class CountedLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly (string Host, int Port) _server;
    private int _roundTrips;

    public CountedLine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _server = (settings.Host!, settings.Port);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode = SslMode.Disable, Pooling = true,
        }.ToString();
        _ = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int RoundTrips => Volatile.Read(ref _roundTrips);

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            var server = new TcpClient(_server.Host, _server.Port);
            var isAsking = new StrongBox<bool>();
            _ = RelayAsync(client, server, () =>
            {
                if (!Interlocked.Exchange(ref isAsking.Value, true))
                    Interlocked.Increment(ref _roundTrips);
            });
            _ = RelayAsync(server, client, () => Volatile.Write(ref isAsking.Value, false));
        }
    }

    private async Task RelayAsync(TcpClient from, TcpClient to, Action passing)
    {
        using (from)
        using (to)
        {
            (from.NoDelay, to.NoDelay) = (true, true);
            var buffer = new byte[65536];
            var (source, target) = (from.GetStream(), to.GetStream());
            while (await source.ReadAsync(buffer, _end.Token) is > 0 and var count)
            {
                passing();
                await target.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        _listener.Dispose();
        _end.Dispose();
    }
}
