using Marketplace.Notifications.Mails;
using Marketplace.Notifications.Templates;

namespace Marketplace.Notifications.Tests.Templates;

public sealed class RenderTests
{
    [Theory]
    [InlineData("Hello {{name}}", "<p>Hello Ann</p>\n")]
    [InlineData("**{{ name }}** and {{name}}", "<p><strong>Ann</strong> and Ann</p>\n")]
    [InlineData("- {{name}}\n- b", "<ul>\n<li>Ann</li>\n<li>b</li>\n</ul>\n")]
    [InlineData("`{{name}}`", "<p><code>Ann</code></p>\n")]
    [InlineData("[go]({{name}})", "<p><a href=\"#\">go</a></p>\n")]
    [InlineData("[go](https://x.example/?u={{name}})", "<p><a href=\"https://x.example/?u=Ann\">go</a></p>\n")]
    [InlineData("<b>{{name}}</b>", "<p>&lt;b&gt;Ann&lt;/b&gt;</p>\n")]
    [InlineData("![x](https://spy.example/p.gif)", "<p><a href=\"https://spy.example/p.gif\">x</a></p>\n")]
    [InlineData("[x](javascript:alert(1))", "<p><a href=\"#\">x</a></p>\n")]
    [InlineData("[go](http://x.example)", "<p><a href=\"http://x.example\">go</a></p>\n")]
    [InlineData("<http://x.example>", "<p><a href=\"http://x.example\">http://x.example</a></p>\n")]
    [InlineData("![x](http://x.example/p.gif)", "<p><a href=\"http://x.example/p.gif\">x</a></p>\n")]
    [InlineData("[go](ftp://x.example)", "<p><a href=\"#\">go</a></p>\n")]
    [InlineData("<https://x.example/{{name}}>", "<p><a href=\"https://x.example/Ann\">https://x.example/Ann</a></p>\n")]
    [InlineData("{{unknown}}!", "<p>!</p>\n")]
    public void Markdown_with_values_becomes_html(string template, string html) =>
        Assert.Equal(html, RenderTemplate.Html(template, Of("name", "Ann")));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("**bold** [x](javascript:alert(1))")]
    [InlineData("\uE0000\uE001")]
    [InlineData("{{name}}")]
    [InlineData("a\r\n\r\n# Heading\r\n- list")]
    public void A_value_stays_text(string value)
    {
        foreach (var template in new[]
            { "Hi {{name}}", "`{{name}}`", "[t](https://x.example/ \"{{name}}\")", "# {{name}}", "[{{name}}](https://x.example/)" })
        {
            var html = RenderTemplate.Html(template, Of("name", value));
            var plain = RenderTemplate.Html(template, Of("name", "Ann"))
                .Replace("Ann", System.Net.WebUtility.HtmlEncode(value), StringComparison.Ordinal);
            Assert.Equal(plain, html);
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)", "#")]
    [InlineData("JaVaScRiPt:alert(1)", "#")]
    [InlineData(" data:text/html,x", "#")]
    [InlineData("/relative", "#")]
    [InlineData("https://x.example/?a=1&b=\"2", "https://x.example/?a=1&amp;b=%222")]
    public void A_value_as_link_target_must_be_an_address(string value, string expected) =>
        Assert.Equal($"<p><a href=\"{expected}\">go</a></p>\n", RenderTemplate.Html("[go]({{link}})", Of("link", value)));

    [Theory]
    [InlineData("Ann\r\nBcc: evil@example.com", "Hi Ann  Bcc: evil@example.com")]
    [InlineData("a\0b\u2028c", "Hi a b c")]
    [InlineData("<b>", "Hi <b>")]
    public void A_subject_stays_one_line(string value, string subject)
    {
        var rendered = RenderTemplate.Subject("Hi {{name}}", Of("name", value));
        Assert.Equal(subject, rendered);
        Assert.True(MailHeader.Text("subject", rendered).Length > 0);
    }

    [Fact]
    public void A_long_subject_is_cut_between_letters()
    {
        var rendered = RenderTemplate.Subject("{{name}}", Of("name", "a" + string.Concat(Enumerable.Repeat("🍄", 300))));
        Assert.InRange(rendered.Length, 150, 200);
        Assert.EndsWith("🍄…", rendered, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Of(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
