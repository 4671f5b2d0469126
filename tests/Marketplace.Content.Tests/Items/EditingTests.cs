using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Items;

public sealed class EditingTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_draft_is_saved_over_the_version_that_was_seen_and_over_no_other(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var item = await shell.FindAsync((await shell.WriteAsync("/a", "Title", "One")).ItemId);
        var mine = item.Text with { Body = "Mine\r\n" };
        Assert.Equal(2, Assert.IsType<SaveResult.Saved>(await SaveAsync(shell, item.Id, 1, mine)).Version);

        var conflict = Assert.IsType<SaveResult.Conflict>(await SaveAsync(shell, item.Id, 1, item.Text with { Body = "Theirs" }));
        Assert.Equal(("Mine\r\n", 2), (conflict.Current.Body, conflict.Current.Version));
        // The answer got lost, and the same is sent again.
        Assert.Equal(2, Assert.IsType<SaveResult.Saved>(await SaveAsync(shell, item.Id, 1, mine)).Version);
        Assert.IsType<SaveResult.NotFound>(await SaveAsync(shell, "cit_nothing", 1, mine));

        var now = await shell.FindAsync(item.Id);
        Assert.Equal((ItemState.Draft, 1, true), (now.State, now.PublishedVersion, now.HasUnpublishedChanges));
        Assert.Equal("One", (await shell.Get<IPublishedContent>().FindAsync("/a", null, default))!.Markdown);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_who_save_over_one_version_one_succeeds(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var item = await shell.FindAsync((await shell.WriteAsync("/a")).ItemId);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            x => Task.Run(() => SaveAsync(shell, item.Id, 1, item.Text with { Body = $"Text {x}" }))));
        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(7, results.OfType<SaveResult.Conflict>().Count());
        Assert.Equal(2, (await shell.FindAsync(item.Id)).Version);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_sitting_is_one_line_of_the_history_and_what_was_published_stays(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var item = await shell.FindAsync((await shell.WriteAsync("/a", body: "Published")).ItemId);
        for (var i = 1; i <= 3; i++)
        {
            shell.Time.Advance(TimeSpan.FromSeconds(20));
            await SaveAsync(shell, item.Id, i, item.Text with { Body = $"Typed {i}" }, isAuto: true);
        }

        Assert.Equal([4, 1], await VersionsAsync(shell, item.Id));
        shell.Time.Advance(TimeSpan.FromMinutes(20));
        await SaveAsync(shell, item.Id, 4, item.Text with { Body = "Later" }, isAuto: true);
        await SaveAsync(shell, item.Id, 5, item.Text with { Body = "Bob's" }, isAuto: true, by: ContentShell.Bob);
        Assert.Equal([6, 5, 4, 1], await VersionsAsync(shell, item.Id));

        var restored = Assert.IsType<SaveResult.Saved>(
            await shell.Get<RestoreVersion>().ExecuteAsync(item.Id, 6, 1, ContentShell.Ann, default));
        Assert.Equal(7, restored.Version);
        Assert.Equal("Published", (await shell.FindAsync(item.Id)).Body);
        Assert.IsType<SaveResult.Conflict>(await shell.Get<RestoreVersion>().ExecuteAsync(item.Id, 6, 4, ContentShell.Ann, default));
        Assert.Equal(ContentShell.Bob, (await shell.Get<ItemHistory>().FindAsync(item.Id, 6, default))!.ById);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_types_on_for_long_leaves_a_line_every_ten_minutes_and_what_was_deleted_stays(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var item = await shell.FindAsync((await shell.WriteAsync("/a", body: "Published")).ItemId);
        for (var version = 1; version <= 5; version++)
        {
            shell.Time.Advance(TimeSpan.FromMinutes(4));
            await SaveAsync(shell, item.Id, version, item.Text with { Body = $"Typed {version}" }, isAuto: true);
        }

        // Saved after 4, 8 and 12 minutes, and after 16 and 20.
        Assert.Equal([6, 4, 1], await VersionsAsync(shell, item.Id));
        await SaveAsync(shell, item.Id, 6, item.Text with { Body = "🙂🙂🙂" }, isAuto: true);
        Assert.Equal([7, 6, 4, 1], await VersionsAsync(shell, item.Id));
        await SaveAsync(shell, item.Id, 7, item.Text with { Body = "ab" }, isAuto: true);
        Assert.Equal([8, 6, 4, 1], await VersionsAsync(shell, item.Id));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_new_text_gets_a_readable_address_that_is_free(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        Assert.Equal("/preise-aerger-co", (await NewAsync(shell, "page", "Preise, Ærger & Co.")).Address);
        Assert.Equal("/preise-aerger-co-2", (await NewAsync(shell, "page", "Preise, Ærger & Co.")).Address);
        Assert.Equal("/admin-2", (await NewAsync(shell, "page", "Admin")).Address);
        Assert.Equal("/page", (await NewAsync(shell, "page", "你好")).Address);
        Assert.Equal("note", (await NewAsync(shell, "snippet", "Note")).Address);
        Assert.Equal("/pricing", (await NewAsync(shell, "pricing", "Our prices")).Address);
        var top = await NewAsync(shell, "guide", "First steps");
        Assert.Equal("/guides/first-steps", top.Address);
        Assert.Equal("/guides/first-steps/deeper", (await NewAsync(shell, "guide", "Deeper", top.GroupId)).Address);
        Assert.IsType<SaveResult.Invalid>(await shell.Get<CreateItem>().ExecuteAsync("page", "en", " ", null, ContentShell.Ann, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_translation_remembers_what_it_was_made_from_and_a_copy_is_a_text_of_its_own(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var source = await shell.FindAsync((await shell.WriteAsync("/about", "About", "Words")).ItemId);
        var create = shell.Get<CreateItem>();
        var saved = Assert.IsType<SaveResult.Saved>(await create.TranslateAsync(source.Id, "de", ContentShell.Bob, default));
        var german = await shell.FindAsync(saved.ItemId);
        Assert.Equal(
            (source.GroupId, source.Id, 1, "/about", "Words", ItemState.Draft),
            (german.GroupId, german.SourceItemId, german.SourceVersion, german.Address, german.Body, german.State));
        Assert.Equal(
            "language", Assert.IsType<SaveResult.Invalid>(await create.TranslateAsync(source.Id, "de", ContentShell.Bob, default)).Field);
        Assert.Equal(
            "language", Assert.IsType<SaveResult.Invalid>(await create.TranslateAsync(source.Id, "it", ContentShell.Bob, default)).Field);

        var copy = await shell.FindAsync(
            Assert.IsType<SaveResult.Saved>(await create.DuplicateAsync(source.Id, ContentShell.Bob, default)).ItemId);
        Assert.NotEqual(source.GroupId, copy.GroupId);
        Assert.Equal(("About (2)", "/about-2", "Words"), (copy.Title, copy.Address, copy.Body));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_of_a_tree_move_with_what_stands_below_them(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, parent) in new[] { ("a", ""), ("b", ""), ("c", "a"), ("d", "c") })
            groups[name] = (await shell.WriteAsync(
                "/guides/" + name, name, kind: "guide", parent: parent.Length == 0 ? null : groups[parent])).GroupId;
        Assert.Equal("a0 c1 d2 b0", await TreeAsync(shell));
        var move = shell.Get<MoveInTree>();

        Assert.Null(await move.ExecuteAsync(groups["c"], groups["b"], 0, default));
        Assert.Equal("a0 b0 c1 d2", await TreeAsync(shell));
        Assert.Null(await move.ExecuteAsync(groups["b"], null, 0, default));
        Assert.Equal("b0 c1 d2 a0", await TreeAsync(shell));
        Assert.NotNull(await move.ExecuteAsync(groups["b"], groups["d"], 0, default));
        Assert.NotNull(await move.ExecuteAsync(groups["b"], groups["b"], 0, default));
        Assert.NotNull(await move.ExecuteAsync(groups["b"], "cgr_nothing", 0, default));
        Assert.Equal("b0 c1 d2 a0", await TreeAsync(shell));

        // What stands below a page that is taken back moves up.
        var c = (await shell.Get<ItemStore>().ListGroupAsync(groups["c"], default))[0];
        await shell.Get<UnpublishItem>().ExecuteAsync(c.Id, ContentShell.Ann, default);
        Assert.Equal("b0 d1 a0", await TreeAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_in_the_trash_comes_back_or_goes_for_good(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var item = await shell.FindAsync((await shell.WriteAsync("/a")).ItemId);
        var trash = shell.Get<Trash>();
        Assert.False(await trash.RestoreAsync(item.Id, ContentShell.Ann, default));
        Assert.False(await trash.DeleteForGoodAsync(item.Id, ContentShell.Ann, default));
        Assert.True(await trash.ExecuteAsync(item.Id, ContentShell.Ann, default));
        Assert.False(await trash.ExecuteAsync(item.Id, ContentShell.Ann, default));
        Assert.Null(await shell.Get<IPublishedContent>().FindAsync("/a", null, default));
        Assert.IsType<SaveResult.NotFound>(await SaveAsync(shell, item.Id, 1, item.Text with { Body = "x" }));
        Assert.IsType<PublishResult.NotFound>(await shell.Get<PublishItem>().ExecuteAsync(item.Id, 1, ContentShell.Ann, default));

        // Its address is free while it lies there.
        await shell.WriteAsync("/a", "Another");
        Assert.True(await trash.RestoreAsync(item.Id, ContentShell.Ann, default));
        var back = await shell.FindAsync(item.Id);
        Assert.Equal((null, ItemState.Draft, "A text"), (back.Address, back.State, back.Body));

        await trash.ExecuteAsync(item.Id, ContentShell.Ann, default);
        Assert.True(await trash.DeleteForGoodAsync(item.Id, ContentShell.Ann, default));
        Assert.Null(await shell.Get<ItemStore>().FindAsync(item.Id, default));
        Assert.Empty(await VersionsAsync(shell, item.Id));
        Assert.Equal(
            ["content.published", "content.trashed", "content.published", "content.restored", "content.trashed", "content.deleted"],
            shell.Get<TestAudit>().Entries.Select(x => x.Act));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_act_on_many_says_what_was_refused(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var good = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var deep = (await shell.WriteAsync("/b", "Deep", "too deep", publish: false)).ItemId;
        var result = await ActAsync(shell, BulkAct.Publish, [good, deep, "cit_nothing", good]);
        Assert.Equal((1, "Deep"), (result.Done, Assert.Single(result.Refused).Title));
        Assert.Equal(1, (await ActAsync(shell, BulkAct.Unpublish, [good, deep])).Done);
        Assert.Equal(2, (await ActAsync(shell, BulkAct.MoveToTrash, [good, deep])).Done);
        Assert.Equal(2, (await ActAsync(shell, BulkAct.Delete, [good, deep])).Done);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_may_not_publish_takes_nothing_from_readers_by_acting_on_many(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var live = (await shell.WriteAsync("/live", "Live")).ItemId;
        var draft = (await shell.WriteAsync("/sketch", "Draft", publish: false)).ItemId;
        var result = await ActAsync(shell, BulkAct.MoveToTrash, [live, draft], mayPublish: false);
        Assert.Equal((1, "Live"), (result.Done, Assert.Single(result.Refused).Title));
        Assert.NotNull(await shell.Get<IPublishedContent>().FindAsync("/live", null, default));
        Assert.Equal(0, (await ActAsync(shell, BulkAct.Publish, [live], mayPublish: false)).Done);

        await ActAsync(shell, BulkAct.MoveToTrash, [live]);
        result = await ActAsync(shell, BulkAct.Delete, [live, draft], mayPublish: false);
        Assert.Equal((1, "Live"), (result.Done, Assert.Single(result.Refused).Title));
        Assert.Equal(1, (await ActAsync(shell, BulkAct.Delete, [live])).Done);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_list_is_searched_and_filtered(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/storage", "Speicher für Ödön");
        await shell.WriteAsync("/network", "Network", publish: false);
        await shell.WriteAsync("note", "Note", kind: OwnKinds.Snippet);
        Assert.Equal(["/storage"], await FoundAsync(new ItemFilter("odon")));
        Assert.Equal(["/network"], await FoundAsync(new ItemFilter("/netw")));
        Assert.Equal(["/network"], await FoundAsync(new ItemFilter(State: ItemState.Draft)));
        Assert.Equal(["note"], await FoundAsync(new ItemFilter(Kind: OwnKinds.Snippet, Language: "en")));
        Assert.Empty(await FoundAsync(new ItemFilter(InTrash: true)));

        async Task<IEnumerable<string?>> FoundAsync(ItemFilter filter) =>
            (await shell.Get<ItemList>().ListAsync(filter, 0, 10, default)).Lines.Select(x => x.Address);
    }

    private static Task<SaveResult> SaveAsync(
        TestShell shell, string id, int version, ItemText text, bool isAuto = false, string by = ContentShell.Ann) =>
        shell.Get<SaveDraft>().ExecuteAsync(id, version, text, by, isAuto, default);

    private static Task<BulkResult> ActAsync(TestShell shell, string act, string[] ids, bool mayPublish = true) =>
        shell.Get<BulkAct>().ExecuteAsync(act, ids, ContentShell.Ann, mayPublish, default);

    private static async Task<IEnumerable<int>> VersionsAsync(TestShell shell, string id) =>
        (await shell.Get<ItemHistory>().ListAsync(id, 100, default)).Select(x => x.Version);

    private static async Task<ContentItem> NewAsync(TestShell shell, string kind, string title, string? parent = null) =>
        await shell.FindAsync(Assert.IsType<SaveResult.Saved>(
            await shell.Get<CreateItem>().ExecuteAsync(kind, "en", title, parent, ContentShell.Ann, default)).ItemId);

    private static async Task<string> TreeAsync(TestShell shell) =>
        string.Join(' ', (await shell.Get<IPublishedContent>().ListAsync("guide", "de", default)).Select(x => $"{x.Title}{x.Depth}"));
}
