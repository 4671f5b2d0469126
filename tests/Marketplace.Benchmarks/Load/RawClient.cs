using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Benchmarks.Load;

/// <summary>
/// One keep-alive connection that does nothing but send ready-made requests and read the answers to their end, so that the server's work is
/// what is measured.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly byte[] Success = "HTTP/1.1 200"u8.ToArray();
    private static readonly byte[] HeadersEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] ChunksEnd = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);

    public static async Task<RawClient> ConnectAsync(Uri server)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
        return client;
    }

    /// <param name="cookies">Of somebody signed in.</param>
    /// <param name="headers">Further ones, each with its line's end.</param>
    public static byte[] Request(Uri server, string path, string cookies = "", string headers = "", string accept = "text/html") =>
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: {accept}\r\n"
            + $"{(cookies.Length == 0 ? "" : $"Cookie: {cookies}\r\n")}{headers}\r\n");

    /// <returns>The answer, headers and chunk marks included; valid until the next call.</returns>
    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");
            length += read;
            if (IsComplete(_buffer.AsSpan(0, length)))
                break;
        }

        return _buffer.AsSpan().StartsWith(Success)
            ? _buffer.AsMemory(0, length)
            : throw new InvalidOperationException("The server answered " + Encoding.UTF8.GetString(_buffer, 0, Math.Min(length, 300)));
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        if (answer.EndsWith(ChunksEnd))
            return true;
        var headers = answer.IndexOf(HeadersEnd);
        if (headers < 0)
            return false;
        var text = Encoding.ASCII.GetString(answer[..headers]);
        var at = text.IndexOf("\r\nContent-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        var value = text.AsSpan(at + 18);
        var end = value.IndexOf('\r');
        return answer.Length >= headers + 4 + int.Parse(end < 0 ? value : value[..end], System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        return ValueTask.CompletedTask;
    }
}
