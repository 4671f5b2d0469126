using Marketplace.Data;
using Marketplace.Docs.Ordering;
using Marketplace.Docs.Tests.Site;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Ordering;

public sealed class StoredDocTreeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_page_is_moved_where_the_order_is_still_the_one_that_was_seen(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var tree = shell.Get<IDocTree>();
        var seen = await tree.ReadAsync("de", default);
        Assert.Equal(["A", "B", "Be eins", "C"], seen.Places.Select(x => x.Title));
        Assert.Equal([0, 0, 1, 0], seen.Places.Select(x => x.Depth));
        Assert.Equal([true, false, false, false], seen.Places.Select(x => x.IsPublished));

        Assert.IsType<DocMoveResult.Moved>(await tree.MoveAsync(new DocMove(seen.Version, "c", "b", 0), default));
        Assert.Equal(["A", "B", "C", "B one"], (await tree.ReadAsync("en", default)).Places.Select(x => x.Title));
        Assert.Equal(2, await StampAsync(shell));

        Assert.IsType<DocMoveResult.Conflict>(await tree.MoveAsync(new DocMove(seen.Version, "a", null, 1), default));
        var now = await tree.ReadAsync("en", default);
        Assert.IsType<DocMoveResult.BelowItself>(await tree.MoveAsync(new DocMove(now.Version, "b", "c", 0), default));
        Assert.IsType<DocMoveResult.NotFound>(await tree.MoveAsync(new DocMove(now.Version, "nobody", null, 0), default));
        Assert.IsType<DocMoveResult.NotFound>(await tree.MoveAsync(new DocMove(now.Version, "a", "nobody", 0), default));
        Assert.IsType<DocMoveResult.NotFound>(await tree.MoveAsync(new DocMove(now.Version, "page", null, 0), default));
        Assert.Equal(now.Places, (await tree.ReadAsync("en", default)).Places);
        Assert.Equal(2, await StampAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_who_move_at_once_one_is_told_to_look_again(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var tree = shell.Get<IDocTree>();
        var seen = await tree.ReadAsync("en", default);
        var results = await Task.WhenAll(new[] { "a", "c" }.Select(x =>
            Task.Run(() => tree.MoveAsync(new DocMove(seen.Version, x, "b", 0), default))));
        Assert.Single(results, x => x is DocMoveResult.Moved);
        Assert.Single(results, x => x is DocMoveResult.Conflict);
    }

    private static async Task<TestShell> CreateAsync(DatabaseKind kind)
    {
        var shell = await DocsShell.CreateAsync(kind, new TestContent());
        await shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    create table content_groups (id text primary key, kind text not null, parent_group_id text, position integer not null);
                    create table content_items (id text primary key, group_id text not null, kind text not null, language text not null,
                      title text not null, address text, published_version integer, trashed_at timestamptz);
                    create table content_stamp (id integer primary key, value bigint not null);
                    insert into content_stamp (id, value) values (1, 1);
                    insert into content_groups (id, kind, parent_group_id, position) values ('a', 'doc', null, 1), ('b', 'doc', null, 2),
                      ('c', 'doc', null, 3), ('b1', 'doc', 'b', 1), ('page', 'page', null, 1), ('trash', 'doc', null, 4);
                    insert into content_items (id, group_id, kind, language, title, address, published_version) values
                      ('i1', 'a', 'doc', 'en', 'A', '/docs/a', 3), ('i2', 'b', 'doc', 'en', 'B', '/docs/b', null),
                      ('i3', 'c', 'doc', 'en', 'C', '/docs/c', null), ('i4', 'b1', 'doc', 'en', 'B one', '/docs/b/1', null),
                      ('i5', 'b1', 'doc', 'de', 'Be eins', '/docs/b/eins', null), ('i6', 'page', 'page', 'en', 'Page', '/page', 1);
                    """);
                await db.ExecuteAsync(
                    """
                    insert into content_items (id, group_id, kind, language, title, address, trashed_at)
                    values ('i7', 'trash', 'doc', 'en', 'Trash', '/docs/t', @at)
                    """,
                    new { at = DateTimeOffset.UnixEpoch });
            },
            default);
        return shell;
    }

    private static async Task<long> StampAsync(TestShell shell)
    {
        await using var session = await shell.Database.OpenAsync(default);
        return await session.QuerySingleAsync<long>("select value from content_stamp");
    }
}
