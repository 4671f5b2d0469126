using Marketplace.Testing;

namespace Marketplace.Notifications.Tests.Smtp;

/// <summary>Mails that follow each other closely share a connection, and none is lost with it.</summary>
public sealed class SmtpConnectionTests
{
    [Fact]
    public async Task A_run_of_mails_greets_and_signs_in_once()
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", SmtpTests.Settings(server, ("User", "me"), ("Password", "secret")));

        for (var i = 0; i < 4; i++)
            await shell.SendAsync($"ann{i}@example.com", "Hello");

        Assert.Equal((4, 1), (server.Mails.Count, server.Connections));
        Assert.Equal(
            ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "MAIL"], server.CommandsSoFar.Select(x => x.Split(' ')[0]).Take(6));
        Assert.Equal(4, server.Mails.Select(x => Support.Header(x, "To")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task After_a_moment_the_connection_says_goodbye()
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", SmtpTests.Settings(server));

        await shell.SendAsync("ann@example.com", "Hello");
        await server.LeftAsync();
        await shell.SendAsync("ann@example.com", "Hello again");

        Assert.Equal("QUIT", server.CommandsSoFar[4]);
        Assert.Equal((2, 2), (server.Mails.Count, server.Connections));
    }

    [Fact]
    public async Task A_tenant_that_ends_leaves_no_connection_open()
    {
        await using var server = new FakeMailServer();
        await using (var shell = await Support.ShellAsync("", SmtpTests.Settings(server)))
            await shell.SendAsync("ann@example.com", "Hello");

        await server.LeftAsync();

        Assert.Equal("QUIT", server.CommandsSoFar[^1]);
    }

    [Fact]
    public async Task A_server_that_takes_a_few_mails_on_a_connection_gets_the_others_on_the_next()
    {
        await using var server = new FakeMailServer { MostMails = 2 };
        await using var shell = await Support.ShellAsync("", SmtpTests.Settings(server));

        for (var i = 0; i < 5; i++)
            await shell.SendAsync("ann@example.com", $"Mail {i}");

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"Mail {i}"), server.Mails.Select(x => Support.Header(x, "Subject")));
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task Mails_at_the_same_time_do_not_wait_for_each_other()
    {
        await using var server = new FakeMailServer { At = "MAIL", Trouble = Trouble.Hangs };
        await using var shell = await Support.ShellAsync("", SmtpTests.Settings(server));
        using var stop = new CancellationTokenSource();
        var hanging = Enumerable.Range(0, 3)
            .Select(_ => shell.Get<IMailSender>().SendAsync(new Mail("ann@example.com", "Hello", "<p>Hi</p>"), stop.Token)).ToList();
        while (server.CommandsSoFar.Count(x => x.StartsWith("MAIL", StringComparison.Ordinal)) < 3)
            await Task.Delay(5, TestContext.Current.CancellationToken);

        server.At = null;
        await shell.SendAsync("ben@example.com", "Hello");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
        Assert.Single(server.Mails);
    }
}
