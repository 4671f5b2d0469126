using System.Text;
using Marketplace.Notifications.Mails;
using MimeKit;
using MimeKit.Utils;

namespace Marketplace.Notifications.Tests;

public sealed class EncodingTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a = b")]
    [InlineData("ends with a blank ")]
    [InlineData("ends with a tab\t\nnext")]
    [InlineData("ümläut 🍄 ünd mehr")]
    [InlineData("")]
    [InlineData("\n\n.\n..\n")]
    public async Task Text_comes_back(string text) =>
        Assert.Equal(text.ReplaceLineEndings("\r\n"), Text(await WriteAsync("Hello", text)));

    [Fact]
    public async Task Lines_of_text_are_short()
    {
        for (var length = 60; length < 180; length++)
        {
            var text = new string('x', length) + "ü";
            var message = await WriteAsync("Hello", text);
            Assert.All(message.Split("\r\n"), x => Assert.InRange(x.Length, 0, 76));
            Assert.Equal(text, Text(message));
        }
    }

    [Fact]
    public async Task A_long_subject_becomes_short_words_that_hold_whole_letters()
    {
        var subject = string.Concat(Enumerable.Repeat("Pilz🍄 ", 30)).Trim();

        var words = Support.Header(await WriteAsync(subject), "Subject").Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(words, x => Assert.InRange(x.Length, 1, 75));
        Assert.All(words, x => Assert.DoesNotContain('\uFFFD', Rfc2047.DecodeText(Encoding.ASCII.GetBytes(x))));
        Assert.Equal(subject, Rfc2047.DecodeText(Encoding.ASCII.GetBytes(string.Join(' ', words))));
    }

    [Theory]
    [InlineData("=?x?Q?y?=")]
    [InlineData("Is =?utf-8?B?SGk=?= encoded?")]
    [InlineData("=? 🍄🍄🍄🍄🍄🍄🍄🍄🍄🍄🍄🍄 Pilze für alle, und noch viel mehr Wörter, die nicht in eine Zeile passen ?=")]
    public async Task A_subject_that_looks_encoded_is_encoded_and_comes_back_as_it_was(string subject)
    {
        var message = await WriteAsync(subject);

        var header = Support.Header(message, "Subject");
        Assert.DoesNotContain("=?x?", header, StringComparison.Ordinal);
        Assert.Equal(subject, Rfc2047.DecodeText(Encoding.ASCII.GetBytes(header)));
        Assert.All(message.Split("\r\n\r\n")[0].Split("\r\n"), x => Assert.InRange(x.Length, 1, 78));
    }

    [Theory]
    [InlineData("The \"Co-op\"")]
    [InlineData("Myzel, Söhne & <Töchter>")]
    [InlineData("a \\ b")]
    public async Task A_name_with_quotes_stays_inside_them(string name)
    {
        var from = MailboxAddress.Parse(Support.Header(await WriteAsync("Hello", name: name), "From"));
        Assert.Equal((name, "no-reply@localhost.localdomain"), (from.Name, from.Address));
    }

    private static async Task<string> WriteAsync(string subject, string text = "Hello", string name = "Myzel")
    {
        await using var shell = await Support.ShellAsync("", setup => setup.Tenant.DisplayName = name);
        using var mail = shell.Get<MailComposer>().Compose(new Mail("ann@example.com", subject, "<p>Hello</p>", text));
        using var written = new MemoryStream();
        await mail.Message.WriteToAsync(MailFormat.Options, written, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(written.ToArray());
    }

    /// <summary>The line break before a boundary belongs to that.</summary>
    private static string Text(string message) => Support.Parts(message)["text/plain"][..^2];
}
