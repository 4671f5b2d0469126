using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Mails;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests.Smtp;

/// <summary>Mail servers that hang, break off or refuse: one clear sentence, nothing lost, nothing twice.</summary>
public sealed class SmtpTroubleTests
{
    [Theory]
    [InlineData(FakeMailServer.Greeting)]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(FakeMailServer.EndOfMail)]
    public async Task A_server_that_hangs_is_left(string at)
    {
        await using var server = new FakeMailServer { At = at, Trouble = Trouble.Hangs };
        await using var shell = await ShellAsync(server, TimeSpan.FromMilliseconds(400));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains($"127.0.0.1:{server.Port} did not answer within 0.4 seconds", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_may_stop_waiting()
    {
        await using var server = new FakeMailServer { At = "MAIL", Trouble = Trouble.Hangs };
        await using var shell = await ShellAsync(server);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shell.Get<IMailSender>().SendAsync(new Mail("ann@example.com", "Hello", "<p>Hi</p>"), stop.Token));
    }

    [Theory]
    [InlineData(FakeMailServer.Greeting, Trouble.TalksNonsense)]
    [InlineData("EHLO", Trouble.TalksNonsense)]
    [InlineData("MAIL", Trouble.TalksNonsense)]
    [InlineData("RCPT", Trouble.TalksNonsense)]
    [InlineData(FakeMailServer.EndOfMail, Trouble.TalksNonsense)]
    [InlineData(FakeMailServer.Greeting, Trouble.Closes)]
    [InlineData("MAIL", Trouble.Closes)]
    [InlineData("DATA", Trouble.Closes)]
    [InlineData(FakeMailServer.InTheMail, Trouble.Closes)]
    [InlineData(FakeMailServer.EndOfMail, Trouble.Closes)]
    public async Task A_server_that_breaks_off_or_talks_nonsense_is_named(string at, Trouble trouble)
    {
        await using var server = new FakeMailServer { At = at, Trouble = trouble };
        await using var shell = await ShellAsync(server);

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains($"127.0.0.1:{server.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("broke off or did not speak SMTP", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);

        server.At = null;
        await shell.SendAsync("ann@example.com", "Hello again");
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task One_refused_recipient_keeps_nobody_elses_mail()
    {
        await using var server = new FakeMailServer { Unknown = "gone@example.com" };
        await using var shell = await ShellAsync(server);

        await shell.SendAsync("ann@example.com", "First");
        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("gone@example.com", "Second"));
        await shell.SendAsync("ben@example.com", "Third");

        Assert.EndsWith("refused the recipient: 550 5.1.1 no such user here", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["First", "Third"], server.Mails.Select(x => Support.Header(x, "Subject")));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_its_yes_gets_no_mail_twice()
    {
        await using var server = new FakeMailServer { At = FakeMailServer.EndOfMail, Trouble = Trouble.ClosesAfterwards };
        await using var shell = await ShellAsync(server);

        await shell.SendAsync("ann@example.com", "First");
        await server.LeftAsync();
        await shell.SendAsync("ann@example.com", "Second");

        Assert.Equal(["First", "Second"], server.Mails.Select(x => Support.Header(x, "Subject")));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refusal_stands_among_the_deliveries_in_the_servers_words_and_the_mail_goes_once(DatabaseKind kind)
    {
        await using var server = new FakeMailServer { At = FakeMailServer.EndOfMail, Trouble = Trouble.Refuses };
        await using var shell = await TestShell.CreateAsync(
            kind,
            setup =>
            {
                NoticeShell.Arrange(setup);
                foreach (var (key, value) in SmtpTests.Settings(server))
                    setup.Configuration["Marketplace:Smtp:" + key] = value;
                setup.Services.AddSingleton<IMailSender, MailSender>();
            },
            new Startup());
        await shell.TellAsync("evt_1");
        await shell.DrainOutboxAsync();
        var refused = await shell.MailOfAsync("evt_1");

        server.At = null;
        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await shell.DrainOutboxAsync();
        await shell.DrainOutboxAsync();

        Assert.Equal(
            (DeliveryState.Waiting, $"The mail server 127.0.0.1:{server.Port} refused the mail: 550 no"), (refused.State, refused.Error));
        Assert.Equal(DeliveryState.Sent, (await shell.MailOfAsync("evt_1")).State);
        Assert.Equal($"<{refused.Id}@shop.example>", Support.Header(Assert.Single(server.Mails), "Message-ID"));
    }

    private static Task<TestShell> ShellAsync(FakeMailServer server, TimeSpan? patience = null) =>
        Support.ShellAsync(
            "",
            setup => setup.Services.AddSingleton(
                x => SmtpSettings.Read(x) with { Patience = patience ?? TimeSpan.FromSeconds(20) }), SmtpTests.Settings(server));
}
