using System.Globalization;
using System.Text;

namespace Marketplace.Notifications.Smtp;

/// <summary>Commands and replies of SMTP on a stream.</summary>
internal sealed class SmtpLines(Stream stream)
{
    /// <summary>Well above RFC 5321's 512: a server that never ends its line must not fill the memory.</summary>
    private const int MaxLine = 8192;
    private const int MaxReplyLines = 100;

    private readonly byte[] _buffer = new byte[1024];
    private int _next;
    private int _end;

    public Stream Stream { get; } = stream;

    public bool HasUnread => _next < _end;

    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await Stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), cancellationToken);
        await Stream.FlushAsync(cancellationToken);
    }

    /// <summary>A reply has a code and one or more lines; all but the last have a hyphen after the code.</summary>
    public async Task<(int Code, string Text)> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxReplyLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException("The mail server's answer is not SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return (code, string.Join('\n', lines));
        }

        throw new IOException("The mail server's answer does not end.");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(128);
        while (line.Count < MaxLine)
        {
            if (_next == _end)
            {
                _next = 0;
                _end = await Stream.ReadAsync(_buffer, cancellationToken);
                if (_end == 0)
                    throw new IOException("The mail server closed the connection.");
            }

            var value = _buffer[_next++];
            if (value == '\n')
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(value);
        }

        throw new IOException("The mail server's answer is too long.");
    }
}
