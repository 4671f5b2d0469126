using System.Diagnostics;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using Marketplace.Benchmarks.Hosts;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Mail = Marketplace.Abstractions.Mail;

namespace Marketplace.Benchmarks.Suites;

/// <summary>Mails to a server on this machine that takes every one, beside the framework's own plain client.</summary>
internal static class MailsSuite
{
    private const string Html = "<p>You sent <strong>$5.00</strong> to somebody. Your balance is $20.00.</p>";

    public static async Task RunAsync(int mails)
    {
        await using var server = new MailServer();
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "None", ["Marketplace:Smtp:Host"] = "127.0.0.1",
                ["Marketplace:Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["Marketplace:Smtp:From"] = "shop@shop.example", ["Marketplace:Smtp:UseTls"] = "false",
            },
        });
        var machine = new Machine();
        var (plain, ours) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            await machine.LookAsync();
            var (without, with) = (await PlainAsync(server, mails), await OursAsync(app, mails));
            if (round < 0)
                continue;
            plain.Add(without);
            ours.Add(with);
        }

        Report.Figure($"{mails} mails by the framework's own client (the baseline)", plain, "0 ms");
        Report.Figure($"{mails} mails, composed, framed and sent", ours, "0 ms");
        Report.Figure("  ÷ the baseline", ours.Over(plain), "0.00");
        machine.Judge(plain);
    }

    private static async Task<double> PlainAsync(MailServer server, int mails)
    {
        var clock = Stopwatch.StartNew();
        using var client = new SmtpClient("127.0.0.1", server.Port);
        for (var i = 0; i < mails; i++)
        {
            using var message = new MailMessage("shop@shop.example", "customer@example.com", $"You sent $5.00 ({i})", Html)
            {
                IsBodyHtml = true, BodyEncoding = Encoding.UTF8,
            };
            await client.SendMailAsync(message);
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    private static Task<double> OursAsync(MarketplaceApp app, int mails) => app.InTenantAsync("mycelium", async services =>
    {
        var sender = services.GetRequiredService<IMailSender>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < mails; i++)
            await sender.SendAsync(new Mail("customer@example.com", $"You sent $5.00 ({i})", Html), CancellationToken.None);
        return clock.Elapsed.TotalMilliseconds;
    });
}
