using Marketplace.Content.Editing;
using Marketplace.Content.Presence;
using Marketplace.Content.Sharing;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Sharing;

public sealed class ShareLinkTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_link_shows_the_draft_until_it_expires_or_is_withdrawn(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var links = shell.Get<ShareLinks>();
        var id = (await shell.WriteAsync("/a", body: "A draft", publish: false)).ItemId;
        Assert.Null(await links.CreateAsync("cit_nothing", 3, ContentShell.Ann, default));
        var first = await links.CreateAsync(id, 3, ContentShell.Ann, default);
        var second = await links.CreateAsync(id, 3, ContentShell.Ann, default);
        Assert.NotEqual(first, second);
        Assert.Equal("A draft", (await links.OpenAsync(first, default))!.Body);
        Assert.Null(await links.OpenAsync(first + "x", default));
        Assert.Null(await links.OpenAsync("", default));

        var newest = (await links.ListAsync(id, default))[0];
        Assert.False(await links.WithdrawAsync("cit_other", newest.Id, default));
        Assert.True(await links.WithdrawAsync(id, newest.Id, default));
        Assert.Null(await links.OpenAsync(second, default));
        Assert.NotNull(await links.OpenAsync(first, default));
        shell.Time.Advance(TimeSpan.FromDays(3));
        Assert.Null(await links.OpenAsync(first, default));
        Assert.Empty(await links.ListAsync(id, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_key_is_nowhere_in_the_database_and_what_is_deleted_opens_no_more(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var key = (await shell.Get<ShareLinks>().CreateAsync(id, 3, ContentShell.Ann, default))!;
        await using (var session = await shell.Database.OpenAsync(default))
            Assert.NotEqual(key, await session.QuerySingleAsync<string>("select key_hash from content_shares"));
        await shell.Get<Trash>().ExecuteAsync(id, ContentShell.Ann, default);
        Assert.Null(await shell.Get<ShareLinks>().OpenAsync(key, default));
        await shell.Get<Trash>().DeleteForGoodAsync(id, ContentShell.Ann, default);
        await using (var session = await shell.Database.OpenAsync(default))
            Assert.Equal(0, await session.QuerySingleAsync<int>("select count(*) from content_shares"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_else_has_the_page_open_is_known_for_a_minute(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var open = shell.Get<OpenPages>();
        Assert.Empty(await open.SignAsync("cit_1", ContentShell.Ann, default));
        Assert.Empty(await open.SignAsync("cit_2", ContentShell.Bob, default));
        Assert.Equal([ContentShell.Ann], await open.SignAsync("cit_1", ContentShell.Bob, default));
        shell.Time.Advance(TimeSpan.FromSeconds(40));
        await open.SignAsync("cit_1", ContentShell.Bob, default);
        shell.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([ContentShell.Bob], await open.SignAsync("cit_1", ContentShell.Ann, default));
    }
}
