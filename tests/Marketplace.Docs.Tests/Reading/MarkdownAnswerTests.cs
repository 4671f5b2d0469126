using Marketplace.Docs.Reading;
using Marketplace.Docs.Tests.Site;
using static Marketplace.Docs.Tests.Site.TestPages;

namespace Marketplace.Docs.Tests.Reading;

public sealed class MarkdownAnswerTests
{
    [Fact]
    public async Task It_begins_with_what_the_page_is_called()
    {
        var text = await WriteAsync("Text\r\n", "", [], title: "Say \"hello\": größer", description: "One\nline");
        Assert.Equal(
            "---\ntitle: \"Say \\\"hello\\\": größer\"\n"
            + "description: \"One\\nline\"\nlanguage: en\nupdated: 2026-03-14\n---\n\nText\r\n", text);
    }

    [Fact]
    public async Task Blocks_become_the_text_that_they_show()
    {
        var text = await WriteAsync(
            "A VM is {{price product=\"vm\"}} now.\n\n{{table}}\n\nEnd",
            "<p>A VM is {{price}} now.</p>{{table}}<p>End</p>",
            [("price", "<span>$5.00</span>"),
             ("table", "<table><tr><th>Size</th><th>Price</th></tr><tr><td>S | M</td><td>$1</td></tr></table>")]);
        Assert.EndsWith(
            "\n\nA VM is $5.00 now.\n\n\n| Size | Price |\n| --- | --- |\n| S \\| M | $1 |\n\n\nEnd", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Write `{{price}}` for {{price}}", "Write `{{price}}` for $5")]
    [InlineData("Write ``a ` {{price}}`` for {{price}}", "Write ``a ` {{price}}`` for $5")]
    [InlineData("```\n{{price}}\n```\n{{price}}", "```\n{{price}}\n```\n$5")]
    [InlineData("~~~md\n{{price}}\n~~~\n{{price}}", "~~~md\n{{price}}\n~~~\n$5")]
    [InlineData("A lone ` here\n\n{{price}} and a ` there", "A lone ` here\n\n$5 and a ` there")]
    [InlineData("{{unknown}} {{price}}", "{{unknown}} $5")]
    public async Task What_stands_in_code_stays(string markdown, string expected) =>
        Assert.EndsWith("\n\n" + expected, await WriteAsync(markdown, "<p>{{price}}</p>", [("price", "$5")]), StringComparison.Ordinal);

    private static Task<string> WriteAsync(
        string markdown, string html, (string Name, string Html)[] blocks, string title = "Title", string description = "")
    {
        var content = new TestContent();
        foreach (var (name, shown) in blocks)
            content.Blocks[name] = shown;
        return new MarkdownAnswer(content).WriteAsync(
            Page("/docs/x", title, html, description: description, markdown: markdown), default);
    }
}
