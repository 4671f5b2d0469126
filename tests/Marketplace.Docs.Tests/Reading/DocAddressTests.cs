using Marketplace.Docs.Reading;

namespace Marketplace.Docs.Tests.Reading;

public sealed class DocAddressTests
{
    [Theory]
    [InlineData(null, "/docs", false)]
    [InlineData("", "/docs", false)]
    [InlineData("index.html", "/docs", false)]
    [InlineData("index.md", "/docs", true)]
    [InlineData("index", "/docs/index", false)]
    [InlineData("credits", "/docs/credits", false)]
    [InlineData("credits/", "/docs/credits", false)]
    [InlineData("credits.html", "/docs/credits", false)]
    [InlineData("credits.md", "/docs/credits", true)]
    [InlineData("api/index.html", "/docs/api", false)]
    [InlineData("api/v1.2", "/docs/api/v1.2", false)]
    public void Endings_are_taken_off(string? asked, string address, bool isMarkdown)
    {
        var read = DocAddress.Read(asked);
        Assert.Equal(address, read.Address);
        Assert.Equal(isMarkdown, read.Format == DocFormat.Markdown);
    }

    [Theory, InlineData("/docs", "/docs/index.md"), InlineData("/docs/credits", "/docs/credits.md")]
    public void Each_page_has_an_address_as_Markdown_that_leads_back(string address, string markdown)
    {
        Assert.Equal(markdown, DocAddress.MarkdownOf(address));
        Assert.Equal(address, DocAddress.Read(markdown["/docs/".Length..]).Address);
    }
}
