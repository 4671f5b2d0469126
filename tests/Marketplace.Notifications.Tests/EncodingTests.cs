using Marketplace.Notifications.Mails;

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
    public void Quoted_printable_text_comes_back(string text) =>
        Assert.Equal(text.ReplaceLineEndings("\r\n"), Support.Decode(QuotedPrintable.Encode(text)));

    [Fact]
    public void Lines_of_quoted_printable_text_are_short()
    {
        for (var length = 60; length < 180; length++)
        {
            var text = new string('x', length) + "ü";
            var encoded = QuotedPrintable.Encode(text);
            Assert.All(encoded.Split("\r\n"), x => Assert.InRange(x.Length, 1, 76));
            Assert.Equal(text, Support.Decode(encoded));
        }
    }

    [Fact]
    public void A_long_subject_becomes_short_words_that_hold_whole_letters()
    {
        var subject = string.Concat(Enumerable.Repeat("Pilz🍄 ", 30));

        var words = MailHeader.Text("subject", subject).Split("\r\n ");

        Assert.All(words, x => Assert.InRange(x.Length, 1, 75));
        Assert.Equal(
            subject,
            string.Concat(words.Select(x => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(x["=?utf-8?B?".Length..^2])))));
    }

    [Fact]
    public void A_subject_that_looks_encoded_is_encoded() =>
        Assert.DoesNotContain("=?x?", MailHeader.Text("subject", "=?x?Q?y?="), StringComparison.Ordinal);

    [Fact]
    public void A_name_with_quotes_stays_inside_them() =>
        Assert.Equal("\"The \\\"Co-op\\\"\" <a@b.example>", MailHeader.Address(new Mailbox("a@b.example", "The \"Co-op\"")));

    [Theory]
    [InlineData("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three\n")]
    [InlineData("<style>p{}</style><h1>Title</h1>a<br>b", "Title\n\na\nb\n")]
    [InlineData("<ul><li>x</li><li>y</li></ul>", "- x\n\n- y\n")]
    [InlineData("<a href=\"https://x.example\">https://x.example</a>", "https://x.example\n")]
    [InlineData("<a class=\"b\" href=\"https://x.example\"><b>Open</b></a>", "Open: https://x.example\n")]
    public void Plain_text_is_made_from_html(string html, string expected) => Assert.Equal(expected, PlainText.FromHtml(html));
}
