using System.Globalization;
using Marketplace.Notifications.Mails;
using Marketplace.Testing;
using MimeKit;

namespace Marketplace.Notifications.Tests.Smtp;

public sealed class SmtpTests
{
    [Fact]
    public async Task A_mail_server_gets_the_mail()
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", Settings(server, ("User", "me"), ("Password", "secret")));

        await shell.SendAsync("ann@example.com", "Hello", "<p>Hi</p>", text: ".\nA line with a dot above");

        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"], server.Commands.Select(x => x.Split(' ')[0]));
        Assert.Equal("AUTH PLAIN " + Convert.ToBase64String("\0me\0secret"u8), server.Commands[1]);
        Assert.Equal("MAIL FROM:<shop@shop.example>", server.Commands[2]);
        Assert.Equal("RCPT TO:<ann@example.com>", server.Commands[3]);
        Assert.Equal(new MailboxAddress("The shop", "shop@shop.example"), MailboxAddress.Parse(Support.Header(server.Received, "From")));
        Assert.Equal(".\r\nA line with a dot above", Support.Parts(server.Received)["text/plain"].TrimEnd());
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_refusal_at_any_point_is_told_and_logged(string refusedAt)
    {
        await using var server = new FakeMailServer { RefuseAt = refusedAt };
        await using var shell = await Support.ShellAsync("", Settings(server));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains("550 no", failure.Message, StringComparison.Ordinal);
        Assert.Equal(refusedAt is "RCPT" or ".", failure.IsFinal);
        Assert.Contains(shell.Log.Entries, x => x.Exception == failure);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_where_encryption_was_asked_for()
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync(
            "", [.. Settings(server, ("User", "me"), ("Password", "secret")), ("UseTls", "true")]);

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains("offers no TLS", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["EHLO shop.example"], server.Commands);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told()
    {
        await using var gone = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", Settings(gone));
        await gone.DisposeAsync();

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.StartsWith($"The mail server 127.0.0.1:{gone.Port} is not reachable: ", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsFinal);
    }

    [Theory]
    [InlineData(".a@x.example", "text/plain", "The recipient is not a mail address.")]
    [InlineData("a@x.example", "nonsense", "The mail cannot be written: ")]
    public async Task What_no_message_can_hold_is_refused_for_good(string to, string contentType, string expected)
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", Settings(server));
        var mail = new Mail(to, "Hello", "<p>Hi</p>") { Attachment = new MailAttachment("a.txt", contentType, [1]) };

        var failure = await Assert.ThrowsAsync<MailException>(
            () => shell.Get<IMailSender>().SendAsync(mail, TestContext.Current.CancellationToken));

        Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsFinal);
        Assert.Empty(server.CommandsSoFar);
    }

    [Fact]
    public void Settings_that_are_written_somewhere_say_no_password() =>
        Assert.Equal("mail.example:587", new SmtpSettings { Host = "mail.example", User = "me", Password = "secret" }.ToString());

    [Theory]
    [InlineData("From", "", "Marketplace:Smtp:From")]
    [InlineData("From", "nonsense", "Marketplace:Smtp:From")]
    [InlineData("Port", "many", "Marketplace:Smtp:Port")]
    [InlineData("UseTls", "perhaps", "Marketplace:Smtp:UseTls")]
    public async Task A_wrong_setting_is_named(string key, string value, string expected)
    {
        await using var server = new FakeMailServer();
        await using var shell = await Support.ShellAsync("", [.. Settings(server), (key, value)]);

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Commands);
    }

    internal static (string, string)[] Settings(FakeMailServer server, params (string, string)[] more) =>
    [
        ("Host", "127.0.0.1"),
        ("Port", server.Port.ToString(CultureInfo.InvariantCulture)),
        ("From", "The shop <shop@shop.example>"),
        ("UseTls", "false"),
        .. more,
    ];
}
