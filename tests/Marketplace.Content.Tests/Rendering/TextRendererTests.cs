using System.Globalization;
using Marketplace.Content.Media;
using Marketplace.Content.Rendering;
using Marketplace.Content.Tests.Support;

namespace Marketplace.Content.Tests.Rendering;

/// <summary>What editors may write, and what becomes of it.</summary>
public sealed class TextRendererTests : IDisposable
{
    private readonly TextDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("**a** *b* `c` ~~d~~", "<p><strong>a</strong> <em>b</em> <code>c</code> <del>d</del></p>")]
    [InlineData("a<br>b & c", "<p>a&lt;br&gt;b &amp; c</p>")]
    [InlineData("# A", "<h2 id=\"a\">A</h2>")]
    [InlineData("#### A", "<h4 id=\"a\">A</h4>")]
    [InlineData("##\n\na", "<p>a</p>")]
    [InlineData("Term\n:   What it is", "<dl><dt>Term</dt><dd>What it is</dd></dl>")]
    [InlineData("---", "<hr>")]
    public async Task Markdown_becomes_html(string markdown, string html) => Assert.Equal(html, await _desk.HtmlAsync(markdown));

    [Theory]
    [InlineData("## Hello, World!", "hello-world")]
    [InlineData("## Größe & Preis", "größe--preis")]
    [InlineData("## 価格", "価格")]
    [InlineData("## हिन्दी", "हिन्दी")]
    [InlineData("## `code` and **bold**", "code-and-bold")]
    [InlineData("## a_b-c", "a_b-c")]
    [InlineData("## ???", "section")]
    [InlineData("## Main", "main-1")]
    public async Task Headings_have_anchors_like_GitHubs(string markdown, string anchor) =>
        Assert.Equal(anchor, Assert.Single((await _desk.RenderAsync(markdown)).Headings).Anchor);

    [Fact]
    public async Task Anchors_are_unique_and_headings_of_two_levels_are_listed()
    {
        var text = await _desk.RenderAsync("## A\n\n### A\n\n## A-1\n\n#### Deep\n\n> ## Quoted\n\n## A");

        Assert.Equal(
            [(2, "a", "A"), (3, "a-1", "A"), (2, "a-1-1", "A-1"), (2, "a-2", "A")],
            text.Headings.Select(x => (x.Level, x.Anchor, x.Text)));
        Assert.Contains("id=\"quoted\"", text.Parts[0].Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("note", "Note"), InlineData("TIP", "Tip"), InlineData("Important", "Important")]
    [InlineData("WARNING", "Warning"), InlineData("CAUTION", "Caution")]
    public async Task Callouts_have_an_icon_and_a_title_in_the_readers_words(string kind, string title)
    {
        var html = await _desk.HtmlAsync($"> [!{kind}]\n> Mind **this**.");

        Assert.StartsWith($"<div class=\"callout callout-{kind.ToLowerInvariant()}\" role=\"note\"><p class=\"callout-title\"><svg", html,
            StringComparison.Ordinal);
        Assert.EndsWith($"</svg>{title}</p><p>Mind <strong>this</strong>.</p></div>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_title_of_a_callout_is_no_part_of_what_is_stored() =>
        Assert.DoesNotContain(
            (await _desk.RenderAsync("> [!NOTE]\n> x")).Parts, x => x.Html?.Contains("Note", StringComparison.Ordinal) == true);

    [Fact]
    public async Task A_callout_of_an_unknown_kind_is_a_quote() =>
        Assert.Equal("<blockquote><p>[!DANGER]</p><p>x</p></blockquote>", await _desk.HtmlAsync("> [!DANGER]\n> x"));

    [Fact]
    public async Task Tables_keep_their_alignment_in_a_box_of_their_own()
    {
        var html = await _desk.HtmlAsync("## Prices\n\n| | Price | Note |\n|:--|--:|:-:|\n| VM | `$5` | a \\| b |");

        Assert.Contains(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table:1 prices\">"
            + "<span class=\"visually-hidden\" id=\"table:1\">Table 1</span><table class=\"table\">", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"text-end\">Price</th><th scope=\"col\" class=\"text-center\">Note</th>", html,
            StringComparison.Ordinal);
        Assert.Contains("<tr><td></td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>VM</td><td class=\"text-end\"><code>$5</code></td><td class=\"text-center\">a | b</td>", html,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_is_kept_as_it_is_and_named_by_its_language()
    {
        var text = await _desk.RenderAsync("```Bash title\necho \"<b>\" {{price product=\"x\"}}\n```\n\n    {{plain}}\n");

        var html = Assert.Single(text.Parts).Html!;
        Assert.True(text.HasCode);
        Assert.Contains(
            "<div class=\"code-block\"><pre tabindex=\"0\">"
            + "<code class=\"language-bash\">echo \"&lt;b&gt;\" {{price product=\"x\"}}\n</code>",
            html, StringComparison.Ordinal);
        Assert.Contains("<code>{{plain}}\n</code>", html, StringComparison.Ordinal);
        Assert.False((await _desk.RenderAsync("`a`")).HasCode);
    }

    [Fact]
    public async Task Tasks_are_boxes_with_a_word_and_no_form()
    {
        var html = await _desk.HtmlAsync("- [x] one\n- [ ] two");

        Assert.Contains("<span class=\"task task-done\"><svg", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"visually-hidden\">To do: </span></span> two", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<input", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Footnotes_lead_there_and_back()
    {
        var html = await _desk.HtmlAsync("a[^1] b[^1]\n\n[^1]: Because.");

        Assert.Contains("<a id=\"fnref:1\" href=\"#fn:1\" class=\"footnote-ref\"><sup>1</sup></a>", html, StringComparison.Ordinal);
        Assert.Contains("<li id=\"fn:1\">", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#fnref:2\" class=\"footnote-back-ref\">", html, StringComparison.Ordinal);
        Assert.Contains("Back to the text", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_have_one_of_the_known_classes()
    {
        Assert.Equal(
            "<div class=\"doc-section\"><h2 id=\"auto-top-up\">Auto Top-Up</h2><p>Buys.</p></div>",
            await _desk.HtmlAsync(":::doc-section\n## Auto Top-Up\nBuys.\n:::"));
        Assert.Equal("<p>x</p>", await _desk.HtmlAsync(":::modal\nx\n:::"));
        Assert.Equal("<p>x</p>", await _desk.HtmlAsync("::: doc-section\" onclick=\"alert(1)\nx\n:::").ContinueWith(
            x => x.Result.Replace("<div class=\"doc-section\">", "", StringComparison.Ordinal)
                .Replace("</div>", "", StringComparison.Ordinal), TaskScheduler.Default));
    }

    [Theory]
    [InlineData("[a](/docs/x#y)", "<a href=\"/docs/x#y\">a</a>")]
    [InlineData("[a](~/docs/x)", "<a href=\"/docs/x\">a</a>")]
    [InlineData("[a](#y)", "<a href=\"#y\">a</a>")]
    [InlineData("[a](/x \"T\")", "<a href=\"/x\" title=\"T\">a</a>")]
    [InlineData("[a](</media/my file.png>)", "<a href=\"/media/my%20file.png\">a</a>")]
    [InlineData("[a](https://b.example/c)", "<a href=\"https://b.example/c\" rel=\"noopener\">a</a>")]
    [InlineData("<https://b.example>", "<a href=\"https://b.example\" rel=\"noopener\">https://b.example</a>")]
    [InlineData("https://b.example", "<a href=\"https://b.example\" rel=\"noopener\">https://b.example</a>")]
    [InlineData("http://localhost:5000", "<a href=\"http://localhost:5000\" rel=\"noopener\">http://localhost:5000</a>")]
    [InlineData("<ann@example.com>", "<a href=\"mailto:ann@example.com\">ann@example.com</a>")]
    [InlineData("![a](https://spy.example/p.gif)", "<a href=\"https://spy.example/p.gif\" rel=\"noopener\">a</a>")]
    [InlineData("![](https://spy.example/p.gif)", "<a href=\"https://spy.example/p.gif\" rel=\"noopener\">https://spy.example/p.gif</a>")]
    [InlineData("[![a](https://spy.example/p.gif)](/x)", "<a href=\"/x\">a</a>")]
    [InlineData("[a](javascript:alert(1))", "a")]
    public async Task Links_lead_where_they_may(string markdown, string html) =>
        Assert.Equal($"<p>{html}</p>", await _desk.HtmlAsync(markdown));

    [Fact]
    public async Task Links_of_this_site_stay_below_the_tenants_prefix()
    {
        using var desk = new TextDesk(prefix: "/fiatdashboard");
        desk.Media["/media/a.png"] = new MediaFacts(800, 600, "", [new MediaVariant("/media/a.png?w=400", 400)]);

        var html = await desk.HtmlAsync("[a](/docs) [b](#c) [d](https://e.example/) `<a href=\"/docs\">` ![f](/media/a.png)");

        Assert.Contains("<a href=\"/fiatdashboard/docs\">", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#c\">", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://e.example/\"", html, StringComparison.Ordinal);
        Assert.Contains("<code>&lt;a href=\"/docs\"&gt;</code>", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/fiatdashboard/media/a.png\"", html, StringComparison.Ordinal);
        Assert.Contains(
            "srcset=\"/fiatdashboard/media/a.png?w=400 400w, /fiatdashboard/media/a.png 800w\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_have_sizes_variants_and_words()
    {
        _desk.Media["/media/a.png"] = new MediaFacts(1600, 900, "A wallet", [new MediaVariant("/media/a-400.webp", 400)]);

        Assert.Equal(
            "<p><img src=\"/media/a.png\" alt=\"A wallet\" loading=\"lazy\" decoding=\"async\" width=\"1600\" height=\"900\" "
            + "srcset=\"/media/a-400.webp 400w, /media/a.png 1600w\" sizes=\"(max-width: 760px) 100vw, 760px\"></p>",
            await _desk.HtmlAsync("![](~/media/a.png)"));
        Assert.Equal(["/media/a.png"], _desk.Media.Asked);
        Assert.Equal(
            "<p><img src=\"/media/none.png\" alt=\"x\" loading=\"lazy\" decoding=\"async\"></p>",
            await _desk.HtmlAsync("![x](/media/none.png)"));
    }

    [Fact]
    public async Task A_picture_may_be_for_one_look_and_have_a_caption()
    {
        var html = await _desk.HtmlAsync("![a](/media/a.png#light \"The *wallet*\")\n![a](/media/b.png#dark)");

        Assert.StartsWith("<figure><img src=\"/media/a.png\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"only-light\"", html, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/media/b.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\" class=\"only-dark\">", html,
            StringComparison.Ordinal);
        Assert.EndsWith("<figcaption>The *wallet*</figcaption></figure>", html, StringComparison.Ordinal);
        Assert.Equal(["/media/a.png", "/media/b.png"], _desk.Media.Asked);
    }

    [Fact]
    public async Task Words_are_counted_without_marks_and_blocks() =>
        Assert.Equal(6, (await _desk.RenderAsync("## Two words\n\n[and two](/x) - {{price product=\"a b c\"}} `more`, it's.")).Words);

    [Theory]
    [InlineData("> "), InlineData("- "), InlineData("1. "), InlineData("> - ")]
    public async Task Five_hundred_levels_are_refused_in_words(string mark)
    {
        var refused = await Assert.ThrowsAsync<TextTooDeepException>(
            () => _desk.RenderAsync(string.Concat(Enumerable.Repeat(mark, 500)) + "x"));

        Assert.Equal(
            "Quotes, lists or marks stand in one another more than 60 levels deep. Take some of the levels out; nothing was lost.",
            refused.Message);
    }

    [Theory]
    [InlineData("[", "]"), InlineData("*", "*"), InlineData("[x](", ")"), InlineData("![", "](x)"), InlineData("*a **", "** b*")]
    [InlineData("<div> ", " </div>"), InlineData("~~", "~~"), InlineData("(", ")"), InlineData("{{", "}}")]
    public async Task Five_hundred_levels_of_marks_are_shown_or_refused(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 500)) + "x" + string.Concat(Enumerable.Repeat(close, 500));
        try
        {
            Assert.NotEmpty((await _desk.FillAsync(text)).Html);
        }
        catch (TextTooDeepException e)
        {
            Assert.Contains("60 levels deep", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("aaaa ", 1_000_000, "This text has 5,000,000 characters, and at most 1,000,000 fit on a page.")]
    [InlineData("a", 5_001, "A word in this text has more than 5,000 characters, as a picture has that is pasted as text.")]
    [InlineData("aaaa ", 20_001, "A passage in this text has more than 100,000 characters or 5,000 lines without an empty line.")]
    [InlineData("a\n", 5_001, "A passage in this text has more than 100,000 characters or 5,000 lines without an empty line.")]
    public async Task What_would_take_long_is_refused_in_words(string piece, int times, string why)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var refused = await Assert.ThrowsAsync<TextTooDeepException>(
            () => _desk.RenderAsync(string.Concat(Enumerable.Repeat(piece, times))));

        Assert.StartsWith(why, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("nothing was lost.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_is_shown()
    {
        var text = await _desk.RenderAsync(string.Concat(Enumerable.Repeat("## A chapter\n\n" + new string('b', 90) + "\n\n", 2_000)));

        Assert.Equal(2_000, text.Headings.Count);
        Assert.Equal("a-chapter-1999", text.Headings[^1].Anchor);
    }
}
