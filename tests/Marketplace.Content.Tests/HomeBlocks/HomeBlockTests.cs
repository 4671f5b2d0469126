using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Serving;
using Marketplace.Content.Tests.Serving;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.HomeBlocks;

public sealed class HomeBlockTests(SiteTests.Site site) : IClassFixture<SiteTests.Site>
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Blocks_stand_in_the_editors_order_and_in_the_readers_language(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var one = await shell.WriteAsync("one", "One", kind: OwnKinds.HomeBlock);
        var two = await shell.WriteAsync("two", "Two", "Second text", OwnKinds.HomeBlock);
        await shell.WriteAsync("eins", "Eins", kind: OwnKinds.HomeBlock, language: "de", group: one.GroupId);
        await shell.WriteAsync("draft", "Draft", kind: OwnKinds.HomeBlock, publish: false);
        Assert.Equal(["One", "Two"], await TitlesAsync("en"));

        var move = shell.Get<MoveInTree>();
        Assert.Null(await move.ExecuteAsync(two.GroupId, null, 0, default));
        Assert.Equal(["Two", "One"], await TitlesAsync("en"));
        Assert.Equal(["Two", "Eins"], await TitlesAsync("de"));
        Assert.NotNull(await move.ExecuteAsync(two.GroupId, one.GroupId, 0, default));
        Assert.NotNull(await move.ExecuteAsync((await shell.WriteAsync("/page")).GroupId, null, 0, default));

        async Task<string[]> TitlesAsync(string language) =>
            [.. (await shell.Get<PublishedContent>().ListTextsAsync(OwnKinds.HomeBlock, language, default)).Select(x => x.Entry.Title)];
    }

    [Fact]
    public async Task The_home_page_shows_them_and_an_editor_moves_them()
    {
        using var visitor = site.App.NewVisitor();
        Assert.Equal(["New here?", "All prices on one page"], await TitlesAsync());
        var block = (await visitor.GetPageAsync("/")).QuerySelector("[data-test=home-block]")!;
        Assert.Equal("/docs/getting_started", block.QuerySelector("a.home-block-link")?.GetAttribute("href"));

        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var id = await site.App.InTenantAsync("mycelium", async services =>
            (await services.GetRequiredService<IPublishedContent>().ListAsync(OwnKinds.HomeBlock, "en", default))[0].ItemId);
        var path = "/admin/content/items/" + id;
        var page = await editor.GetPageAsync(path);
        Assert.Null(page.QuerySelector("[data-test=earlier]"));
        await editor.SubmitAsync(page, path, new Dictionary<string, string>(StringComparer.Ordinal) { ["place"] = "1" }, "handler=Move");
        Assert.Equal(["All prices on one page", "New here?"], await TitlesAsync());

        await site.App.InTenantAsync("mycelium", async services =>
        {
            foreach (var entry in await services.GetRequiredService<IPublishedContent>().ListAsync(OwnKinds.HomeBlock, "en", default))
                await services.GetRequiredService<Trash>().ExecuteAsync(entry.ItemId, Acting.Recipe, default);
        });
        Assert.Null((await visitor.GetPageAsync("/")).QuerySelector("[data-test=home-blocks]"));

        async Task<string[]> TitlesAsync() =>
            [.. (await visitor.GetPageAsync("/")).QuerySelectorAll("[data-test=home-block] h2").Select(x => x.TextContent.Trim())];
    }
}
