using Marketplace.Content.Blocks;
using Marketplace.Content.Rendering;
using Marketplace.Content.Tests.Support;

namespace Marketplace.Content.Tests.Blocks;

/// <summary>Texts that are written once and stand on many pages.</summary>
public sealed class SnippetTests : IDisposable
{
    private readonly TextDesk _desk = TextDesk.With(MadeUpBlock.Inline("price", "$5"));

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_snippet_stands_on_a_page_with_its_blocks()
    {
        await WriteAsync("hours", "We answer from 9 to 5 for {{price}}.");

        var page = await _desk.FillAsync("a\n\n{{snippet name=\"hours\"}}\n\nb");

        Assert.Equal(
            "<p>a</p><p>We answer from 9 to 5 for $5.</p><p>b</p>", page.Html.Replace("\n", "", StringComparison.Ordinal));
        Assert.True(page.HasLiveParts);
        Assert.Empty(page.Missing);
    }

    [Fact]
    public async Task Ids_stay_unique_however_often_it_stands_there()
    {
        await WriteAsync("part", "## Hours\n\n[up](#hours) `id=\"x\"`\n\n| a |\n|--|\n| b |");

        var html = await _desk.HtmlAsync("## Hours\n\n{{snippet name=\"part\"}}\n\n{{snippet name=\"part\"}}");

        Assert.Contains("<h2 id=\"hours\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"snippet-1:hours\">Hours</h2><p><a href=\"#snippet-1:hours\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"snippet-2:hours\">", html, StringComparison.Ordinal);
        Assert.Contains(
            "aria-labelledby=\"snippet-2:table:1 snippet-2:hours\"><span class=\"visually-hidden\" id=\"snippet-2:table:1\">", html,
            StringComparison.Ordinal);
        Assert.Contains("<code>id=\"x\"</code>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{snippet name=\"nobody\"}}", "There is no snippet nobody.")]
    [InlineData("{{snippet}}", "A snippet needs a name.")]
    [InlineData("a {{snippet name=\"hours\"}}", "The snippet hours needs a line of its own.")]
    [InlineData("{{snippet name=\"broken\"}}", "The snippet broken could not be read. The log says why.")]
    public async Task What_cannot_be_put_there_is_left_out_with_a_sentence(string markdown, string why)
    {
        await WriteAsync("hours", "x");

        Assert.Equal([why], (await _desk.FillAsync(markdown)).Missing);
    }

    [Fact]
    public async Task A_snippet_in_itself_is_shown_once()
    {
        await WriteAsync("a", "A {{price}}\n\n{{snippet name=\"b\"}}");
        await WriteAsync("b", "B\n\n{{snippet name=\"a\"}}");

        var page = await _desk.FillAsync("{{snippet name=\"a\"}}");

        Assert.Equal(["The snippet a stands in itself; it is shown once."], page.Missing);
        Assert.Equal(2, page.Html.Split("<p>").Length - 1);
    }

    [Fact]
    public async Task Five_stand_in_one_another_and_no_more()
    {
        for (var i = 1; i <= 6; i++)
            await WriteAsync($"s{i}", $"Level {i}\n\n{{{{snippet name=\"s{i + 1}\"}}}}");

        var page = await _desk.FillAsync("{{snippet name=\"s1\"}}");

        Assert.Contains("Level 5", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Level 6", page.Html, StringComparison.Ordinal);
        Assert.Equal(["The snippet s6 is left out: at most 5 snippets stand in one another."], page.Missing);
    }

    [Fact]
    public async Task Snippets_that_multiply_end_with_the_budget()
    {
        for (var i = 1; i <= 5; i++)
            await WriteAsync($"m{i}", string.Concat(Enumerable.Repeat($"{{{{snippet name=\"m{i + 1}\"}}}}\n\n", 50)));
        await WriteAsync("m6", "x");

        Assert.Contains(
            "More than 200 blocks stand on this page; the rest is left out.", (await _desk.FillAsync("{{snippet name=\"m1\"}}")).Missing);
    }

    private async Task WriteAsync(string name, string markdown) => _desk.Snippets[name] = await _desk.RenderAsync(markdown);
}
