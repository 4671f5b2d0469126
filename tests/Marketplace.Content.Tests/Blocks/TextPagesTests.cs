using System.Globalization;
using Marketplace.Content.Blocks;
using Marketplace.Content.Tests.Support;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Tests.Blocks;

/// <summary>Blocks in texts: where they stand, what they may cost, and that none takes a page down.</summary>
public sealed class TextPagesTests
{
    [Theory]
    [InlineData("It costs {{price product=\"vm\"}} now.", "<p>It costs <b>vm</b> now.</p>")]
    [InlineData("{{price product=\"vm\"}}", "<p><b>vm</b></p>")]
    [InlineData("{{ price  product=\"vm\" }}", "<p><b>vm</b></p>")]
    [InlineData("## Cost {{price product=\"vm\"}}", "<h2 id=\"cost\">Cost <b>vm</b></h2>")]
    [InlineData("**{{price product=\"a*b\"}}**", "<p><strong><b>a*b</b></strong></p>")]
    [InlineData("[{{price product=\"]\"}}](/x)", "<p><a href=\"/x\"><b>]</b></a></p>")]
    [InlineData("- {{price product=\"vm\"}} a", "<ul><li><b>vm</b> a</li></ul>")]
    [InlineData("{{box}}", "<div>box</div>")]
    [InlineData("{{box}}\n{{box}}", "<div>box</div><div>box</div>")]
    [InlineData("a\n\n{{box}}\n\nb", "<p>a</p><div>box</div><p>b</p>")]
    [InlineData("> {{box}}", "<blockquote><div>box</div></blockquote>")]
    [InlineData("a {{box}}", "<p>a </p>")]
    [InlineData("`{{box}}`", "<p><code>{{box}}</code></p>")]
    [InlineData("\\{{box}}", "<p>{{box}}</p>")]
    [InlineData("{{Box}} {{box", "<p>{{Box}} {{box</p>")]
    [InlineData("{{price product=vm}}", "<p>{{price product=vm}}</p>")]
    [InlineData("![{{price product=\"vm\"}}](/a.png)", "<p><img src=\"/a.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"></p>")]
    public async Task Blocks_stand_where_they_are_written(string markdown, string html)
    {
        using var desk = TextDesk.With(Price(), MadeUpBlock.Box("box", "<div>box</div>"));

        Assert.Equal(html, await desk.HtmlAsync(markdown));
    }

    [Fact]
    public async Task A_block_stands_in_a_cell_of_a_table()
    {
        using var desk = TextDesk.With(Price());

        Assert.Contains(
            "<td>VM</td><td><b>a|b</b></td>", await desk.HtmlAsync("| a | b |\n|--|--|\n| VM | {{price product=\"a|b\"}} |"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_within_a_line_is_left_out_with_a_sentence()
    {
        using var desk = TextDesk.With(MadeUpBlock.Box("box", "<div>box</div>"));

        Assert.Equal(["The block box needs a line of its own."], (await desk.FillAsync("a {{box}} b")).Missing);
    }

    [Fact]
    public async Task What_points_to_nothing_shows_readers_nothing_and_editors_why()
    {
        using var desk = TextDesk.With(new MadeUpBlock("price", (use, _) =>
            Task.FromResult<BlockView>(new BlockView.Missing("There is no product " + use.Find("product")))));

        var page = await desk.FillAsync("a {{price product=\"vm\"}}\n\n{{price product=\"vm\"}}\n\n{{nobody}}");

        Assert.Equal("<p>a </p>\n", page.Html.TrimEnd('\n') + "\n");
        Assert.Equal(["There is no product vm", "There is no block nobody."], page.Missing);
        Assert.True(page.HasLiveParts);
    }

    [Fact]
    public async Task A_failing_block_is_logged_and_the_page_stands()
    {
        using var desk = TextDesk.With(
            new MadeUpBlock("broken", (_, _) => throw new InvalidOperationException("Out of paper.")), Price());

        var page = await desk.FillAsync("{{broken}}\n\n{{price product=\"vm\"}}");

        Assert.Contains("<b>vm</b>", page.Html, StringComparison.Ordinal);
        Assert.Equal(["The block broken could not be shown. The log says why."], page.Missing);
        Assert.Contains("Out of paper.", desk.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_that_never_end_are_left_out_after_five_seconds()
    {
        var first = new TaskCompletionSource();
        using var desk = TextDesk.With(
            new MadeUpBlock("slow", (_, _) =>
            {
                first.TrySetResult();
                return new TaskCompletionSource<BlockView>().Task;
            }),
            Price());

        var filling = desk.FillAsync("{{slow}}\n\n{{price product=\"vm\"}}");
        await first.Task;
        Assert.False(filling.IsCompleted);
        desk.Time.Advance(BlockBudget.Time);
        var page = await filling;

        Assert.Equal("The block slow was left out: the blocks of this page take too long.", page.Missing[0]);
        Assert.Contains("slow", desk.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_ends_the_work()
    {
        using var leaving = new CancellationTokenSource();
        using var desk = TextDesk.With(new MadeUpBlock("slow", async (_, stop) =>
        {
            await leaving.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.FillAsync("{{slow}}", cancellationToken: leaving.Token));
    }

    [Fact]
    public async Task Two_hundred_blocks_are_shown_and_not_one_more()
    {
        var price = Price();
        using var desk = TextDesk.With(price);

        var page = await desk.FillAsync(string.Concat(Enumerable.Repeat("{{price product=\"vm\"}} ", 201)));

        Assert.Equal(BlockBudget.MostBlocks, price.Uses);
        Assert.Equal(["More than 200 blocks stand on this page; the rest is left out."], page.Missing);
    }

    [Fact]
    public async Task What_differs_for_each_reader_is_asked_for_by_a_script()
    {
        using var desk = new TextDesk(
            services => services.AddSingleton<IContentBlock>(new MadeUpBlock(
                "balance", (_, _) => Task.FromResult<BlockView>(new BlockView.ForReader(
                    "~/api/blocks/balance", new HtmlString("<a href=\"~/wallet\">your balance</a>"), IsInline: true)))),
            prefix: "/fiat");

        Assert.Equal(
            "<p>You have <span class=\"live-block\" hx-get=\"/fiat/api/blocks/balance\" hx-trigger=\"load\" hx-swap=\"innerHTML\" "
            + "hx-status:4xx=\"swap:none\" hx-status:5xx=\"swap:none\"><a href=\"/fiat/wallet\">your balance</a></span>.</p>",
            await desk.HtmlAsync("You have {{balance}}."));
    }

    [Fact]
    public async Task A_text_without_blocks_may_be_kept_long() =>
        Assert.False((await new TextDesk().FillAsync("> [!NOTE]\n> x")).HasLiveParts);

    [Fact]
    public async Task What_nobody_wrote_is_said_in_the_language_of_the_text()
    {
        using var desk = new TextDesk(services => services.AddSingleton<IStringLocalizer<ShowPhrase>>(new LanguageNames()));
        var reader = CultureInfo.CurrentUICulture;

        Assert.Contains("</svg>de: Tip</p>", (await desk.FillAsync("> [!TIP]\n> x", "de")).Html, StringComparison.Ordinal);
        Assert.Contains("</svg>fr: Tip</p>", (await desk.FillAsync("> [!TIP]\n> x", "fr")).Html, StringComparison.Ordinal);
        Assert.Equal(reader, CultureInfo.CurrentUICulture);
    }

    [Fact]
    public async Task A_name_is_taken_once_and_can_be_written()
    {
        using var desk = TextDesk.With(
            MadeUpBlock.Inline("price", "first"), MadeUpBlock.Inline("price", "second"), MadeUpBlock.Inline("Price!", "x"));

        Assert.Equal("<p>first</p>", await desk.HtmlAsync("{{price}}"));
        Assert.Equal(["price", "snippet"], desk.Get<BlockCatalog>().All.Select(x => x.Name));
        Assert.Contains("Price!", desk.Log.Text, StringComparison.Ordinal);
    }

    private sealed class LanguageNames : IStringLocalizer<ShowPhrase>
    {
        public LocalizedString this[string name] => new(name, $"{CultureInfo.CurrentUICulture.Name}: {name}");

        public LocalizedString this[string name, params object[] arguments] => this[name];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }

    private static MadeUpBlock Price() => new("price", (use, _) => Task.FromResult<BlockView>(
        new BlockView.ForAll(new HtmlFormattableString("<b>{0}</b>", use.Find("product")!), IsInline: true)));
}
