using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Marketplace.Notifications.Tests.Smtp;

public enum Trouble
{
    /// <summary>The answer is 550.</summary>
    Refuses,

    /// <summary>No answer comes.</summary>
    Hangs,

    /// <summary>The answer is not SMTP.</summary>
    TalksNonsense,

    /// <summary>The connection ends instead of an answer; at <see cref="FakeMailServer.InTheMail"/> after the mail's first line.</summary>
    Closes,

    /// <summary>The answer comes, and the connection ends after it.</summary>
    ClosesAfterwards,
}

/// <summary>Takes mails, several on one connection too, and writes down what it was told.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    public const string Greeting = "greeting";
    public const string InTheMail = "in the mail";
    public const string EndOfMail = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly List<string> _commands = [];
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    public FakeMailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    /// <summary>Where <see cref="Trouble"/> begins: a command, or one of the constants; null: nowhere.</summary>
    public string? At { get; set; }

    public Trouble Trouble { get; set; }

    /// <summary>The command that gets a 550.</summary>
    public string? RefuseAt
    {
        init => (At, Trouble) = (value, Trouble.Refuses);
    }

    /// <summary>What the answer to EHLO lists.</summary>
    public IReadOnlyList<string> Offers { get; init; } = ["AUTH PLAIN"];

    /// <summary>Offers STARTTLS with it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What AUTH comes to.</summary>
    public string SignIn { get; init; } = "235 ok";

    /// <summary>An address that is refused.</summary>
    public string? Unknown { get; init; }

    /// <summary>So many mails on one connection are enough: the next one is told to go.</summary>
    public int MostMails { get; init; } = int.MaxValue;

    /// <summary>What came between DATA and the last dot, with doubled dots undone; the last mail's.</summary>
    public string Received => _mails.LastOrDefault() ?? "";

    /// <summary>Mails that it said yes to.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public int Connections => _connections;

    public IReadOnlyList<string> Commands
    {
        get
        {
            // The client does not wait for the answer to its last word.
            if (Received.Length > 0)
                _left.Task.Wait(TimeSpan.FromSeconds(10));
            return CommandsSoFar;
        }
    }

    public IReadOnlyList<string> CommandsSoFar
    {
        get
        {
            lock (_commands)
                return [.. _commands];
        }
    }

    public Task LeftAsync() => _left.Task.WaitAsync(TimeSpan.FromSeconds(10));

    private async Task RunAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                await new Visit(this, client.GetStream()).ServeAsync();
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
            {
                // The client hung up, or the test is over.
            }

            _left.TrySetResult();
        }
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

    /// <summary>One connection.</summary>
    private sealed class Visit(FakeMailServer server, NetworkStream network)
    {
        private StreamReader _reader = new(network, Encoding.ASCII);
        private StreamWriter _writer = Writer(network);
        private bool _isEncrypted;
        private int _mails;

        public async Task ServeAsync()
        {
            if (!await AnswerAsync(Greeting, "220 ready"))
                return;
            while (await _reader.ReadLineAsync(server._stop.Token) is { } line)
            {
                lock (server._commands)
                    server._commands.Add(line);
                if (!await ObeyAsync(line.Split(' ')[0], line))
                    return;
            }
        }

        /// <returns>False where the connection ends.</returns>
        private async Task<bool> ObeyAsync(string verb, string line)
        {
            switch (verb)
            {
                case "MAIL" when _mails >= server.MostMails:
                    await _writer.WriteLineAsync("421 enough for today");
                    return false;
                case "RCPT" when server.Unknown is { } unknown && line.Contains(unknown, StringComparison.Ordinal):
                    await _writer.WriteLineAsync("550 5.1.1 no such user here");
                    return true;
                case "DATA":
                    return await AnswerAsync("DATA", "354 go on") && await TakeMailAsync();
                case "STARTTLS" when server.Certificate is { } certificate:
                    await _writer.WriteLineAsync("220 go on");
                    var encrypted = new SslStream(network);
                    await encrypted.AuthenticateAsServerAsync(certificate);
                    (_reader, _writer, _isEncrypted) = (new StreamReader(encrypted, Encoding.ASCII), Writer(encrypted), true);
                    return true;
                case "AUTH" when line == "AUTH LOGIN":
                    await _writer.WriteLineAsync("334 VXNlcm5hbWU6");
                    await NoteAsync();
                    await _writer.WriteLineAsync("334 UGFzc3dvcmQ6");
                    await NoteAsync();
                    await _writer.WriteLineAsync(server.SignIn);
                    return true;
                case "EHLO" or "HELO":
                    return await AnswerAsync("EHLO", string.Join("\r\n", Extensions()));
                case "AUTH":
                    return await AnswerAsync(verb, server.SignIn);
                case "QUIT":
                    await _writer.WriteLineAsync("221 bye");
                    return false;
                default:
                    return await AnswerAsync(verb, "250 ok");
            }
        }

        private async Task<bool> TakeMailAsync()
        {
            if (server is { At: "DATA", Trouble: Trouble.Refuses })
                return true;
            var text = new StringBuilder();
            while (await _reader.ReadLineAsync(server._stop.Token) is { } line && line != EndOfMail)
            {
                if (server.At == InTheMail)
                    return false;
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            _mails++;
            if (server.At != EndOfMail || server.Trouble == Trouble.ClosesAfterwards)
                server._mails.Enqueue(text.ToString());
            return await AnswerAsync(EndOfMail, "250 taken");
        }

        private async Task<bool> AnswerAsync(string at, string answer)
        {
            if (server.At != at)
            {
                await _writer.WriteLineAsync(answer);
                return true;
            }

            switch (server.Trouble)
            {
                case Trouble.Refuses:
                    await _writer.WriteLineAsync("550 no");
                    return true;
                case Trouble.Hangs:
                    await Task.Delay(Timeout.Infinite, server._stop.Token);
                    return false;
                case Trouble.TalksNonsense:
                    await _writer.WriteLineAsync("<html>Not a mail server</html>");
                    return true;
                case Trouble.Closes:
                    return false;
                case Trouble.ClosesAfterwards:
                    await _writer.WriteLineAsync(answer);
                    return false;
                default:
                    throw new InvalidOperationException();
            }
        }

        private IEnumerable<string> Extensions()
        {
            var offers = server.Certificate is not null && !_isEncrypted ? server.Offers.Prepend("STARTTLS") : server.Offers;
            var lines = offers.Prepend("hello").ToList();
            return lines.Select((x, i) => (i < lines.Count - 1 ? "250-" : "250 ") + x);
        }

        private async Task NoteAsync()
        {
            if (await _reader.ReadLineAsync(server._stop.Token) is { } line)
            {
                lock (server._commands)
                    server._commands.Add(line);
            }
        }

        private static StreamWriter Writer(Stream stream) => new(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
    }
}
