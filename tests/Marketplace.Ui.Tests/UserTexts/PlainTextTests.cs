using Marketplace.Ui;

namespace Marketplace.Ui.Tests.UserTexts;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three\n")]
    [InlineData("<style>p{}</style><h1>Title</h1>a<br>b", "Title\n\na\nb\n")]
    [InlineData("<ul><li>x</li><li>y</li></ul>", "- x\n\n- y\n")]
    [InlineData("<a href=\"https://x.example\">https://x.example</a>", "https://x.example\n")]
    [InlineData("<a class=\"b\" href=\"https://x.example\"><b>Open</b></a>", "Open: https://x.example\n")]
    public void Plain_text_is_made_from_html(string html, string expected) => Assert.Equal(expected, PlainText.FromHtml(html));

    [Theory]
    [InlineData("", "\n")]
    [InlineData("<p>a\r\n  b</p>\n<p>c</p>", "a b\n\nc\n")]
    [InlineData("<a href='https://x.example/?a=1&amp;b=2' title=\"a > b\">Open</a>", "Open: https://x.example/?a=1&b=2\n")]
    [InlineData("<a href=https://x.example>Open", "Open: https://x.example\n")]
    [InlineData("1 &lt; 2 <!-- <p>no</p> --> and 3 > 2", "1 < 2 and 3 > 2\n")]
    [InlineData("<script>if (a < b) alert('</p>')</script>seen", "seen\n")]
    public void However_the_html_is_written(string html, string expected) => Assert.Equal(expected, PlainText.FromHtml(html));
}
