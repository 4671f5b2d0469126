using Marketplace.Content.Links;
using Marketplace.Content.Rendering;

namespace Marketplace.Content.Tests.Links;

public sealed class LinkScanTests
{
    [Fact]
    public void Links_pictures_and_anchors_of_a_rendered_text_are_found()
    {
        var text = new RenderedText(
            [
                new TextPart("<h2 id=\"one-two\">One</h2><p>See <a class=\"x\" href=\"/a?b=1&amp;c=2#d\" title=\"t\">the &amp; page</a>"
                    + "<img class=\"y\" src=\"/media/a.png\" alt=\"a\"></p><a href=\"/a?b=1&amp;c=2#d\">again</a><a>none</a>"),
                new TextPart(null, "price"),
                new TextPart("<a href=\"#one-two\"><b>x</b></a>"),
            ],
            [new TextHeading(2, "from-headings", "Two")], HasCode: false, Words: 3);
        var links = LinkScan.Read(text);
        Assert.Equal(
            [new LinkTarget("/a?b=1&c=2#d", "the & page"), new LinkTarget("/media/a.png", ""), new LinkTarget("#one-two", "")],
            links.Targets.OrderBy(x => x.Text.Length == 0).ThenBy(x => x.Address[0] == '#'));
        Assert.Equal(["from-headings", "one-two"], links.Anchors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/docs/credits", "/docs/credits", "")]
    [InlineData("/docs/credits/#auto%20top", "/docs/credits", "auto top")]
    [InlineData("/docs/credits?x=1#y", "/docs/credits", "y")]
    [InlineData("~/docs", "/docs", "")]
    [InlineData("/shop/docs", "/docs", "")]
    [InlineData("/shop", "/", "")]
    [InlineData("/", "/", "")]
    [InlineData("#here", "/docs/page", "here")]
    [InlineData("other", "/docs/other", "")]
    [InlineData("../up", "/up", "")]
    [InlineData("https://shop.example/docs", "/docs", "")]
    [InlineData("//SHOP.example/docs", "/docs", "")]
    [InlineData("https://elsewhere.example/docs", null, null)]
    [InlineData("mailto:ann@shop.example", null, null)]
    [InlineData("https://", null, null)]
    public void What_stays_on_the_site_is_told_from_what_leaves_it(string written, string? path, string? anchor)
    {
        var link = SiteLink.Read(written, "/docs/page", "/shop", ["shop.example"]);
        Assert.Equal((path, anchor), (link?.Path, link?.Anchor));
    }
}
