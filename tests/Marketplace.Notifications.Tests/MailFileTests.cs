using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Marketplace.Notifications.Tests;

public sealed class MailFileTests : IDisposable
{
    private readonly DirectoryInfo _appData = Directory.CreateTempSubdirectory("marketplace-mail-");

    [Fact]
    public async Task Without_a_mail_server_mails_are_files_of_the_tenant()
    {
        await using var shell = await Support.ShellAsync(_appData.FullName);

        await shell.SendAsync(
            "ann@example.com", "Grüße 🍄", "<p>Tap <a href=\"https://x.example/?a=1&amp;b=2\">here</a>, Ännchen</p><p>Bye</p>");

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_appData.FullName, "mail", "test")));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        var message = await File.ReadAllTextAsync(file);
        Assert.DoesNotContain(message, x => x > '~');
        Assert.DoesNotContain(message.Replace("\r\n", "", StringComparison.Ordinal), x => x is '\r' or '\n');
        Assert.All(message.Split("\r\n"), x => Assert.True(x.Length <= 78, x));
        Assert.Equal("ann@example.com", Support.Header(message, "To"));
        Assert.Equal("Grüße 🍄", Rfc2047.DecodeText(Encoding.ASCII.GetBytes(Support.Header(message, "Subject"))));
        Assert.Equal("Mon, 02 Mar 2026 10:00:00 +0000", Support.Header(message, "Date"));
        Assert.Equal(
            new MailboxAddress("Myzel & Söhne", "no-reply@localhost.localdomain"), MimeMessage.Load(file).From.Mailboxes.Single());
        Assert.Equal($"<{Path.GetFileNameWithoutExtension(file)}@localhost.localdomain>", Support.Header(message, "Message-ID"));
        var parts = Support.Parts(message);
        Assert.Equal("Tap here: https://x.example/?a=1&b=2, Ännchen\r\n\r\nBye", parts["text/plain"].Trim());
        Assert.Contains("Ännchen", parts["text/html"], StringComparison.Ordinal);
        Assert.Contains("Myzel &amp; S&#246;hne", parts["text/html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann@example.com\r\nBcc: ben@example.com", "Hello")]
    [InlineData("Ann <ann@example.com>", "Hello")]
    [InlineData("ann@example.com, ben@example.com", "Hello")]
    [InlineData("ann", "Hello")]
    [InlineData("", "Hello")]
    [InlineData("ann@example.com", "Hello\r\nBcc: ben@example.com")]
    [InlineData("ann@example.com", "Hello\n\n<script>")]
    [InlineData("ann@example.com", "Hello\0")]
    public async Task Nobody_adds_headers_or_recipients(string to, string subject)
    {
        await using var shell = await Support.ShellAsync(_appData.FullName);

        await Assert.ThrowsAsync<MailException>(() => shell.SendAsync(to, subject));

        Assert.False(Directory.Exists(Path.Combine(_appData.FullName, "mail")));
        Assert.Contains(shell.Log.Entries, x => x.Level == Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_logged()
    {
        await File.WriteAllTextAsync(Path.Combine(_appData.FullName, "mail"), "in the way");
        await using var shell = await Support.ShellAsync(_appData.FullName);

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.NotNull(failure.InnerException);
        Assert.Contains(shell.Log.Entries, x => x.Exception is IOException);
    }

    [Fact]
    public async Task An_internationalized_domain_is_written_in_ascii()
    {
        await using var shell = await Support.ShellAsync(_appData.FullName);

        await shell.SendAsync("ann@bücher.example", "Hello");

        var message = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(_appData.FullName, "mail", "test"))[0]);
        Assert.Equal("ann@xn--bcher-kva.example", Support.Header(message, "To"));
    }

    [Fact]
    public async Task A_file_that_a_mail_carries_is_in_it_byte_by_byte()
    {
        await using var shell = await Support.ShellAsync(_appData.FullName);
        var content = Enumerable.Range(0, 5000).Select(x => (byte)(x * 7)).ToArray();

        await shell.Get<IMailSender>().SendAsync(
            new Mail("ann@example.com", "Receipt", "<p>Hi</p>") { Attachment = new("Beleg-Ü-1.pdf", "application/pdf", content) },
            TestContext.Current.CancellationToken);

        var message = MimeMessage.Load(Assert.Single(Directory.GetFiles(Path.Combine(_appData.FullName, "mail", "test"))));
        var attachment = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        using var read = new MemoryStream();
        await attachment.Content!.DecodeToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(("Beleg-Ü-1.pdf", "application/pdf"), (attachment.FileName, attachment.ContentType.MimeType));
        Assert.Equal(content, read.ToArray());
        Assert.Contains("Hi", message.HtmlBody!, StringComparison.Ordinal);
        Assert.Equal("Hi", message.TextBody!.Trim());
    }

    [Theory]
    [InlineData("a\r\nBcc: ben@example.com.pdf")]
    [InlineData("a\0.pdf")]
    public async Task A_files_name_adds_no_header(string name)
    {
        await using var shell = await Support.ShellAsync(_appData.FullName);
        await Assert.ThrowsAsync<MailException>(() => shell.Get<IMailSender>().SendAsync(
            new Mail("ann@example.com", "Receipt", "<p>Hi</p>") { Attachment = new(name, "application/pdf", [1]) }, default));
    }

    public void Dispose() => _appData.Delete(recursive: true);
}
