using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Items;

public sealed class ContentWriterTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Writing_the_same_again_changes_nothing(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var first = await shell.WriteAsync("/About/Us.html", "About us", "Some *text*\r\n  with blanks  \n");
        Assert.True(first is { IsNew: true, IsChanged: true, Version: 1 });
        var item = await shell.FindAsync(first.ItemId);
        Assert.Equal(("/about/us", "Some *text*\r\n  with blanks  \n", ItemState.Published), (item.Address, item.Body, item.State));

        Assert.True(
            await shell.WriteAsync("/about/us", "About us", "Some *text*\r\n  with blanks  \n") is { IsNew: false, IsChanged: false });
        var changed = await shell.WriteAsync("/about/us", "About us", "Another text");
        Assert.True(changed is { IsNew: false, IsChanged: true, Version: 2 } && changed.ItemId == first.ItemId);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_published_is_read_at_once_and_a_draft_is_not(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var content = shell.Get<IPublishedContent>();
        Assert.Null(await content.FindAsync("/about", null, default));
        await shell.WriteAsync("/about", body: "First");
        Assert.Equal("First", (await content.FindAsync("/About.html", null, default))!.Markdown);
        await shell.WriteAsync("/about", body: "Second", publish: false);
        Assert.Equal("First", (await content.FindAsync("/about", "en", default))!.Markdown);
        await shell.WriteAsync("/about", body: "Second");
        Assert.Equal("<p>Second</p>", Assert.Single((await content.FindAsync("/about", "en", default))!.Text.Parts).Html);
        Assert.Null(await content.FindAsync("/about", "de", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_written_says_why_and_leaves_nothing(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/taken");
        await RefusedAsync("title", new ContentToWrite("page", "/a", "en", new string('x', 300), "x") { By = "recipe" });
        await RefusedAsync("address", new ContentToWrite("page", "/admin/x", "en", "A", "x") { By = "recipe" });
        await RefusedAsync("address", new ContentToWrite("page", "/guides/x", "en", "A", "x") { By = "recipe" });
        await RefusedAsync("address", new ContentToWrite("guide", "/elsewhere", "en", "A", "x") { By = "recipe" });
        await RefusedAsync("address", new ContentToWrite("page", "/taken", "de", "A", "x") { By = "recipe" });
        await RefusedAsync("body", new ContentToWrite("page", "/a", "en", "A", new string('x', 1_000_001)) { By = "recipe" });
        await RefusedAsync("body", new ContentToWrite("page", "/a", "en", "A", "much too deep") { By = "recipe", Publish = true });
        await RefusedAsync("body", new ContentToWrite("page", "/a", "en", "A", "zero \0") { By = "recipe" });
        await RefusedAsync("language", new ContentToWrite("page", "/a", "it", "A", "x") { By = "recipe" });
        await RefusedAsync("kind", new ContentToWrite("nothing", "/a", "en", "A", "x") { By = "recipe" });
        await RefusedAsync("colour", new ContentToWrite("page", "/a", "en", "A", "x")
        { By = "recipe", Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["colour"] = "red" } });
        Assert.Single((await shell.Get<ItemList>().ListAsync(new ItemFilter(), 0, 50, default)).Lines);

        async Task RefusedAsync(string field, ContentToWrite content)
        {
            var refused = Assert.IsType<WriteResult.Refused>(await shell.Get<ContentWriter>().WriteAsync(content, default));
            Assert.Equal(field, refused.Field);
            Assert.EndsWith(".", refused.Why, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Snippets_have_a_name_and_no_address(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("Storage-Note", kind: OwnKinds.Snippet);
        var entry = Assert.Single(await shell.Get<IPublishedContent>().ListAsync(OwnKinds.Snippet, "de", default));
        Assert.Null(entry.Address);
        Assert.Equal("storage-note", entry.Fields["name"]);
        Assert.Equal("/pricing", (await shell.FindAsync((await shell.WriteAsync("/pricing", kind: OwnKinds.Pricing)).ItemId)).Address);
    }
}
