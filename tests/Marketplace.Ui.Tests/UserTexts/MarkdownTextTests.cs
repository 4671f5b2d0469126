using Marketplace.Ui;

namespace Marketplace.Ui.Tests.UserTexts;

public sealed class MarkdownTextTests
{
    private static readonly HtmlRules Site = new(relativeLinks: true, "pictures.example");

    [Theory]
    [InlineData("**a** [b](https://ok.example)", "<p><strong>a</strong> <a href=\"https://ok.example\">b</a></p>\n")]
    [InlineData("[b](/docs)", "<p><a href=\"/docs\">b</a></p>\n")]
    [InlineData("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n")]
    [InlineData("![a](/media/p.gif)", "<p><img src=\"/media/p.gif\" alt=\"a\"></p>\n")]
    [InlineData("![a](https://pictures.example/p.gif)", "<p><img src=\"https://pictures.example/p.gif\" alt=\"a\"></p>\n")]
    [InlineData("![a](https://spy.example/p.gif)", "<p><a href=\"https://spy.example/p.gif\">a</a></p>\n")]
    [InlineData("[a](http://plain.example)", "<p><a href=\"#\">a</a></p>\n")]
    [InlineData("<mailto:ann@example.com>", "<p><a href=\"mailto:ann@example.com\">mailto:ann@example.com</a></p>\n")]
    public void Markdown_becomes_html(string markdown, string html) => Assert.Equal(html, MarkdownText.ToHtml(markdown, Site));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    [InlineData("[x](https://ok.example \"\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("![x](https://spy.example/p.gif\\\" onerror=alert(1))")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[![x](https://spy.example/p.gif)](javascript:alert(1))")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\\\evil.example)")]
    [InlineData("```\" onclick=alert(1)\nx\n```")]
    [InlineData("<script>alert(1)</script>\n<form><input></form>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    public void Markdown_carries_no_attack(string markdown) =>
        // A picture becomes a link, which nobody follows unasked.
        CleanHtmlTests.AssertHarmless(
            MarkdownText.ToHtml(markdown, HtmlRules.Mail).Replace("https://spy.example", "https://ok.example", StringComparison.Ordinal));

    [Fact]
    public void Targets_are_made_before_they_are_judged() =>
        Assert.Equal(
            "<p><a href=\"https://ok.example/1\">a</a> <a href=\"#\">b</a></p>\n",
            MarkdownText.ToHtml("[a](one) [b](two)", HtmlRules.Mail, x => x == "one" ? "https://ok.example/1" : "javascript:alert(1)"));
}
