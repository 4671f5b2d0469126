using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Client;

/// <summary>Over real connections: where one breaks decides whether a charge may have happened.</summary>
public sealed class BrokenWireTests
{
    private const string Intent = """{"id":"pi_1","amount":2500,"currency":"usd","status":"succeeded"}""";

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"id\":\"pi_1\"}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{\"id\":\"pi_1\"}\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task A_connection_that_ends_in_the_middle_leaves_the_charge_open(string answer)
    {
        using var server = new Server(answer, answer, answer);
        await using var shell = await ShellAsync(server.Port);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal(("connection_error", true), (error.Code, error.OutcomeUnknown));
        Assert.Equal(3, server.Served);
    }

    [Fact]
    public async Task The_next_try_reads_what_the_broken_one_left_out()
    {
        using var server = new Server(
            "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{", $"HTTP/1.1 200 OK\r\nContent-Length: {Intent.Length}\r\n\r\n{Intent}");
        await using var shell = await ShellAsync(server.Port);
        Assert.Equal(PaymentIntentStatus.Succeeded, (await ChargeAsync(shell)).Value!.Status);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("nobody.invalid")]
    public async Task Where_nobody_is_reached_nothing_was_charged(string host)
    {
        int port;
        using (var server = new Server())
            port = server.Port;
        await using var shell = await ShellAsync(port, host);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal(("connection_error", false, true), (error.Code, error.OutcomeUnknown, error.SaysNothing));
        Assert.Contains("cannot be reached. You were not charged.", error.CustomerMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_asks_for_the_tenants_host_by_the_address_of_this_process()
    {
        using var server = new Server($"HTTP/1.1 200 OK\r\nContent-Length: {Intent.Length}\r\n\r\n{Intent}");
        await using var shell = await ShellAsync(server.Port, hostHeader: "coop.example:5000");
        Assert.NotNull((await ChargeAsync(shell)).Value);
        Assert.Contains("Host: coop.example:5000\r\n", server.Asked, StringComparison.Ordinal);
        Assert.StartsWith("POST /prefix/v1/payment_intents HTTP/1.1\r\n", server.Asked, StringComparison.Ordinal);
    }

    private static Task<TestShell> ShellAsync(int port, string host = "127.0.0.1", string? hostHeader = null) => TestShell.CreateAsync(
        DatabaseKind.Sqlite,
        x => x.Services.AddSingleton<IFallbackAccount>(new Elsewhere(new Uri($"http://{host}:{port}/prefix/v1/"), hostHeader)),
        new Credits.Startup(),
        new Payments.Startup(),
        new Startup());

    private static Task<GatewayResult<PaymentIntent>> ChargeAsync(TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 2500, "Auto top-up", new Dictionary<string, string>(), "cus_1", "pm_1"), default));

    private sealed class Elsewhere(Uri apiBase, string? hostHeader) : IFallbackAccount
    {
        public Task<StripeAccount?> FindAsync(CancellationToken cancellationToken) => Task.FromResult<StripeAccount?>(
            new StripeAccount("sk_test_x", "pk_test_x", ["whsec_x"], apiBase, hostHeader, "~/x.js", IsSandbox: true));
    }

    /// <summary>Reads a request, says what the test told it to, and hangs up.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string[] _answers;

        public Server(params string[] answers)
        {
            _answers = answers;
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Served { get; private set; }

        public string Asked { get; private set; } = "";

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var stream = client.GetStream();
                    var buffer = new byte[64 * 1024];
                    var read = 0;
                    do
                        read += await stream.ReadAsync(buffer.AsMemory(read));
                    while (!Encoding.UTF8.GetString(buffer, 0, read).Contains("payment_method=pm_1", StringComparison.Ordinal));
                    Asked = Encoding.UTF8.GetString(buffer, 0, read);
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(_answers[Served++]));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
