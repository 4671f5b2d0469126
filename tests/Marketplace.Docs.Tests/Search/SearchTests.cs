using Marketplace.Content.Items;
using Marketplace.Docs.Tests.Site;
using Marketplace.Testing;
using static Marketplace.Docs.Tests.Site.TestPages;

namespace Marketplace.Docs.Tests.Search;

public sealed class SearchTests
{
    private static readonly PublishedItem Credits = Page(
        "/docs/credits", "USD Credits",
        """
        <p>One credit is one dollar.</p><h2 id="auto-top-up">Auto Top-Up</h2><p>Automatically purchase credits below a threshold.</p>
        <h3 id="limits">Limits</h3><p>A monthly limit stops the purchases.</p>
        """,
        description: "What things cost");

    private static readonly PublishedItem Compute = Page(
        "/docs/compute", "Compute",
        "<p>Machines are charged in credits by the hour.</p><h2 id=\"images\">Images</h2><p>Ubuntu and Debian.</p>");

    private static readonly PublishedItem German = Page(
        "/docs/guthaben", "Guthaben", "<p>Die Prüfung der Größe dauert.</p>", language: "de", group: "/docs/credits");

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_published_page_is_found_by_its_words_the_one_that_is_about_them_first(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute));
        Assert.Empty(await shell.FindAsync("credits"));

        await shell.TellAsync(Credits, Compute);
        var found = await shell.FindAsync("credits");
        Assert.Equal(2, found.Length);
        Assert.StartsWith("/docs/credits", found[0], StringComparison.Ordinal);
        Assert.StartsWith("/docs/compute", found[1], StringComparison.Ordinal);
        Assert.Equal(["/docs/credits"], await shell.FindAsync("dollar"));
        Assert.Equal(["/docs/credits"], await shell.FindAsync("things cost"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_result_leads_to_the_heading_and_marks_the_words(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute));
        await shell.TellAsync(Credits, Compute);

        Assert.Equal(["/docs/credits#limits"], await shell.FindAsync("monthly limit"));
        var result = Assert.Single((await shell.SearchAsync("top-up thresh")).Results);
        Assert.Equal("/docs/credits#auto-top-up", result.Address);
        Assert.Equal(["Top", "Up"], result.Heading.Where(x => x.IsHit).Select(x => x.Text));
        Assert.Equal("threshold", Assert.Single(result.Excerpt, x => x.IsHit).Text);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_last_word_may_be_a_part_and_others_may_not(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute));
        await shell.TellAsync(Credits, Compute);

        Assert.Equal(["/docs/compute#images"], await shell.FindAsync("ubuntu deb"));
        Assert.Empty(await shell.FindAsync("ubun ", exact: true));
        Assert.Equal(["/docs/compute#images"], await shell.FindAsync("ubun", exact: true));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Mistakes_of_up_to_two_letters_are_put_right_unless_somebody_insists(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute));
        await shell.TellAsync(Credits, Compute);

        var answer = await shell.SearchAsync("treshhold");
        Assert.Equal("threshold", answer.Corrected);
        Assert.Equal("/docs/credits#auto-top-up", Assert.Single(answer.Results).Address);
        Assert.Equal("monthly limit", (await shell.SearchAsync("montly limt ")).Corrected);
        Assert.Null((await shell.SearchAsync("threshold")).Corrected);
        Assert.Empty(await shell.FindAsync("treshhold", exact: true));
        Assert.Empty(await shell.FindAsync("xylophone"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Accents_and_capitals_make_no_difference_and_missing_translations_are_found_in_the_sites_language(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute, German));
        await shell.TellAsync(Credits, Compute, German);

        Assert.Equal(["/docs/guthaben"], await shell.FindAsync("PRUFUNG", "de"));
        Assert.Equal(["/docs/guthaben"], await shell.FindAsync("grosse", "de"));
        Assert.Equal(["/docs/guthaben"], await shell.FindAsync("größe", "de"));
        // The credits are translated: their English page is none of a German reader's.
        Assert.Equal(["/docs/compute"], await shell.FindAsync("credits", "de"));
        Assert.Empty(await shell.FindAsync("Prüfung"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_changed_page_is_found_by_its_new_words_alone_and_one_that_is_gone_by_none(DatabaseKind kind)
    {
        var content = new TestContent(Credits, Compute);
        await using var shell = await DocsShell.CreateAsync(kind, content);
        await shell.TellAsync(Credits, Compute);
        Assert.NotEmpty(await shell.FindAsync("threshold"));

        var changed = Page("/docs/credits", "USD Credits", "<p>Vouchers.</p>", changed: Changed.AddDays(1));
        content.Publish(changed);
        await shell.TellAsync(changed);
        Assert.Empty(await shell.FindAsync("threshold"));
        Assert.Equal(["/docs/credits"], await shell.FindAsync("vouchers"));
        // The word is gone from the vocabulary too: nothing is put right to it.
        Assert.Null((await shell.SearchAsync("treshhold")).Corrected);

        content.Unpublish(changed);
        Assert.Empty(await shell.FindAsync("vouchers"));
        await shell.TellGoneAsync(changed);
        Assert.Null((await shell.SearchAsync("vouchres")).Corrected);
        Assert.Equal(["/docs/compute"], await shell.FindAsync("credits"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_no_event_told_of_is_caught_up_once(DatabaseKind kind)
    {
        var content = new TestContent(Credits, Compute, German);
        await using var shell = await DocsShell.CreateAsync(kind, content);
        Assert.Equal(3, await shell.CatchUpAsync());
        Assert.Equal(0, await shell.CatchUpAsync());
        Assert.NotEmpty(await shell.FindAsync("debian"));

        content.Unpublish(Compute);
        content.Publish(Page("/docs/credits", "USD Credits", "<p>Vouchers.</p>", changed: Changed.AddDays(1)));
        Assert.Equal(2, await shell.CatchUpAsync());
        Assert.Empty(await shell.FindAsync("debian"));
        Assert.Equal(["/docs/credits"], await shell.FindAsync("vouchers"));
        Assert.Equal(0, await shell.CatchUpAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whatever_is_typed_is_words_and_never_an_operator_or_an_error(DatabaseKind kind)
    {
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(Credits, Compute));
        await shell.TellAsync(Credits, Compute);

        string?[] hostile =
        [
            null, "", "   ", "\"", "'", "\"credits", "credits AND", "NOT NEAR(", "credits OR *", "title:credits", "^credits", "-credits",
            "a:*b & | !", "<->", "cred\\its", "%_", "credits\0dollar", "\u0001\u0002", "\ud800", "credits \udfff", "ﷺ", "e\u0301\u0301",
            "'; drop table docs_search; --", "{price}", "☃☃", "👩‍💻", "١٢٣", new string('a', 10_000), new string('"', 10_000),
            string.Join(' ', Enumerable.Range(0, 5_000).Select(x => "w" + x)), "1e5 0x1f 3nodes 1.5 10%", "credits) or (1=1", "*", "NEAR",
        ];
        foreach (var text in hostile)
        {
            var answer = await shell.SearchAsync(text);
            Assert.True(answer.Text.Length <= 200, text);
        }

        Assert.Equal(2, (await shell.FindAsync("credits) -")).Length);
        Assert.NotEmpty(await shell.FindAsync("title:credits"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Live_blocks_are_not_in_the_index_and_snippets_are(DatabaseKind kind)
    {
        var page = Page("/docs/prices", "Prices", "<p>Costs {{price}} today. {{snippet}}</p>");
        var content = new TestContent(page) { Blocks = { ["price"] = "seventeen", ["snippet"] = "<em>boilerplate</em>" } };
        await using var shell = await DocsShell.CreateAsync(kind, content);
        await shell.TellAsync(page);

        Assert.Empty(await shell.FindAsync("seventeen"));
        Assert.Equal(["/docs/prices"], await shell.FindAsync("boilerplate"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Results_are_turned_page_by_page_and_each_page_stands_there_once(DatabaseKind kind)
    {
        var pages = Enumerable.Range(0, 25)
            .Select(x => Page($"/docs/p{x:00}", $"Page {x}", "<p>Common.</p><h2 id=\"more\">More</h2><p>Common again.</p>")).ToArray();
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(pages));
        await shell.TellAsync(pages);

        var first = await shell.SearchAsync("common", size: 20);
        var second = await shell.SearchAsync("common", page: 2, size: 20);
        Assert.Equal((20, true), (first.Results.Count, first.HasMore));
        Assert.Equal((5, false), (second.Results.Count, second.HasMore));
        Assert.Equal(25, first.Results.Concat(second.Results).Select(x => x.Page.Address).Distinct().Count());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_first_letters_find_titles_and_headings_and_texts_where_those_are_few(DatabaseKind kind)
    {
        var pages = Enumerable.Range(0, 9).Select(x => Page($"/docs/p{x}", $"Gateway {x}", "<p>Zebra.</p>"))
            .Append(Page("/docs/other", "Other", "<p>Gates are not gateways.</p>")).ToArray();
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(pages));
        await shell.TellAsync(pages);

        var found = await shell.FindAsync("gat");
        Assert.Equal(9, found.Length);
        Assert.DoesNotContain("/docs/other", found);
        Assert.Equal(10, (await shell.FindAsync("gate")).Length);
        Assert.Equal(["/docs/other"], await shell.FindAsync("are"));
        Assert.Equal(9, (await shell.FindAsync("ze")).Length);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_indexed_at_the_same_time_leave_the_words_counted_right(DatabaseKind kind)
    {
        var pages = Enumerable.Range(0, 12).Select(x => Page($"/docs/p{x}", $"Page {x}", "<p>shared words here and there</p>")).ToArray();
        await using var shell = await DocsShell.CreateAsync(kind, new TestContent(pages));
        await Task.WhenAll(pages.Chunk(3).Select(some => Task.Run(async () =>
        {
            foreach (var page in some)
                await shell.InScopeAsync(async (Docs.Search.IndexPages x) =>
                {
                    await x.FollowAsync(page.Entry.ItemId, page.Entry.Address!, "en", isPublished: true, default);
                    return true;
                });
        })));

        await using var session = await shell.Database.OpenAsync(default);
        Assert.Equal(12, await session.QuerySingleAsync<int>("select uses from docs_words where language = 'en' and word = 'shared'"));
    }
}
