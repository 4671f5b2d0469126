using Marketplace.Content.Addresses;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Serving;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Addresses;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/Docs/Credits.html", "/docs/credits")]
    [InlineData("about/", "/about")]
    [InlineData(" /a_b/c-1 ", "/a_b/c-1")]
    [InlineData("/", null)]
    [InlineData("", null)]
    [InlineData("/a//b", null)]
    [InlineData("/a/../b", null)]
    [InlineData("/a b", null)]
    [InlineData("/a?b", null)]
    [InlineData("/ä", null)]
    [InlineData("/a.txt", null)]
    [InlineData("//evil.example", null)]
    public void Addresses_have_one_form(string typed, string? canonical) => Assert.Equal(canonical, ContentAddress.Canonical(typed));

    [Fact]
    public void An_address_has_an_end() => Assert.Null(ContentAddress.Canonical("/" + new string('a', 200)));

    [Fact]
    public async Task What_the_site_itself_answers_is_reserved()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite, x => x.Services.AddSingleton<EndpointDataSource>(
            new DefaultEndpointDataSource(Route("/marketplace/{id}"), Route("/status"), Route("/{**any}"), Route("/guides/search"))));
        var (check, kinds) = (shell.Get<AddressCheck>(), shell.Get<KindCatalogue>());
        Assert.Equal(
            ["/status", "/marketplace/x", "/guides/x", "/pricing/x", "/api", "/media/a"],
            new[] { "/status", "/status/x", "/marketplace/x", "/marketplace", "/guides/x", "/pricing/x", "/api", "/apis", "/media/a" }
                .Where(x => check.Read(kinds.Find("page")!, x).Problem is AddressProblem.Reserved { Why.Length: > 10 }));
        Assert.IsType<AddressProblem.Reserved>(check.Read(kinds.Find("guide")!, "/guides/search").Problem);
        Assert.Null(check.Read(kinds.Find("guide")!, "/guides/deep/er").Problem);
        Assert.IsType<AddressProblem.Invalid>(check.Read(kinds.Find("guide")!, "/other").Problem);

        static RouteEndpoint Route(string pattern) =>
            new(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, EndpointMetadataCollection.Empty, null);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_languages_share_an_address_and_two_texts_do_not(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var english = await shell.WriteAsync("/about");
        var german = await shell.WriteAsync("/about", "Über uns", language: "de", group: english.GroupId);
        Assert.Equal(english.GroupId, german.GroupId);
        Assert.Equal("Über uns", (await shell.Get<IPublishedContent>().FindAsync("/about", "de", default))!.Entry.Title);
        Assert.Equal("A title", (await shell.Get<IPublishedContent>().FindAsync("/about", null, default))!.Entry.Title);
        Assert.Equal(
            ["de", "en"], (await shell.Get<IPublishedContent>().ListTranslationsAsync(english.GroupId, default)).Select(x => x.Language));

        var other = await shell.WriteAsync("/other");
        Assert.IsType<SaveResult.AddressTaken>(await RenameAsync(shell, other.ItemId, "/about"));
        // What readers see has its address until the new one is published.
        await RenameAsync(shell, english.ItemId, "/about-us", publish: false);
        await RenameAsync(shell, german.ItemId, "/ueber-uns", publish: false);
        Assert.IsType<SaveResult.AddressTaken>(await RenameAsync(shell, other.ItemId, "/about"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_who_choose_one_address_one_gets_it(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(x => Task.Run(() => shell.Get<ContentWriter>().WriteAsync(
            new ContentToWrite("page", "/same", x % 2 == 0 ? "en" : "de", $"Title {x}", "x") { By = ContentShell.Ann, Publish = x < 3 },
            default))));
        var groups = results.OfType<WriteResult.Written>().Select(x => x.GroupId).Distinct();
        Assert.Single(groups);
    }

    /// <summary>Whatever the order of renames, every old address leads straight to where the page is.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "/a /b /a /c")]
    [InlineData(DatabaseKind.Postgres, "/a /b /a /c")]
    [InlineData(DatabaseKind.Sqlite, "/a /b /c /b /a")]
    [InlineData(DatabaseKind.Sqlite, "/a /b /c /d /b")]
    public async Task Renaming_leaves_neither_loops_nor_chains(DatabaseKind kind, string addresses)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var names = addresses.Split(' ');
        var id = (await shell.WriteAsync(names[0])).ItemId;
        foreach (var name in names[1..])
            await RenameAsync(shell, id, name);
        var picture = await shell.Get<PublishedContent>().ReadAsync(default);
        Assert.NotNull(picture.Find(names[^1], null));
        foreach (var old in names.Where(x => x != names[^1]))
        {
            Assert.Null(picture.Find(old, null));
            Assert.Equal(new RedirectTarget(301, names[^1]), picture.Resolve(old));
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_live_page_wins_over_a_redirect_and_what_is_deleted_is_gone(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a")).ItemId;
        await RenameAsync(shell, id, "/b");
        var later = await shell.WriteAsync("/a", "A later page");
        Assert.Equal("A later page", (await shell.Get<IPublishedContent>().FindAsync("/a", null, default))!.Entry.Title);

        await RenameAsync(shell, id, "/c");
        await shell.Get<UnpublishItem>().ExecuteAsync(id, ContentShell.Ann, default);
        Assert.Null((await ReadAsync()).Resolve("/b"));
        // A page that was taken back, renamed and published again still leaves its way.
        await RenameAsync(shell, id, "/d");
        Assert.Equal("/d", (await ReadAsync()).Resolve("/c")?.To);

        await shell.Get<Trash>().ExecuteAsync(id, ContentShell.Ann, default);
        Assert.All(["/b", "/c", "/d"], x => Assert.Equal(410, Resolve(x)?.Status));
        await shell.Get<Trash>().RestoreAsync(id, ContentShell.Ann, default);
        Assert.IsType<PublishResult.Done>(await shell.Get<PublishItem>().ExecuteAsync(
            id, (await shell.FindAsync(id)).Version, ContentShell.Ann, default));
        Assert.All(["/b", "/c"], x => Assert.Equal("/d", Resolve(x)?.To));
        await shell.Get<Trash>().ExecuteAsync(id, ContentShell.Ann, default);
        await shell.Get<Trash>().DeleteForGoodAsync(id, ContentShell.Ann, default);
        Assert.All(["/b", "/c", "/d"], x => Assert.Equal(410, Resolve(x)?.Status));
        Assert.True(later.IsNew);

        ValueTask<PublishedPicture> ReadAsync() => shell.Get<PublishedContent>().ReadAsync(default);
        RedirectTarget? Resolve(string address) => ReadAsync().AsTask().GetAwaiter().GetResult().Resolve(address);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_an_editor_set_stays_when_a_page_moves_or_goes(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a")).ItemId;
        var redirects = shell.Get<Redirects>();
        await SetAsync("/a", "/marketplace");
        await RenameAsync(shell, id, "/b");
        await SetAsync("/b", "/catalog");
        await shell.Get<Trash>().ExecuteAsync(id, ContentShell.Ann, default);
        await SetAsync("/a", "/later");
        var kept = (await redirects.ListAsync(default)).Where(x => x.FromAddress is "/a" or "/b");
        Assert.Equal([("/a", "/later", true), ("/b", "/catalog", true)], kept.Select(x => (x.FromAddress, x.ToAddress, x.IsManual)));

        Task SetAsync(string from, string to) => shell.Database.InTransactionAsync(
            db => redirects.SetAsync(db, from, to, Redirect.Moved, ContentShell.Ann, default), default);
    }

    [Theory]
    [InlineData("/b", "", "/b")]
    [InlineData("/b", "?", "/b")]
    [InlineData("/b", "?x=1", "/b?x=1")]
    [InlineData("/b#part", "?x=1", "/b?x=1#part")]
    [InlineData("/b?own=2", "?x=1", "/b?own=2&x=1")]
    [InlineData("/b?own=2#part?", "?x=1", "/b?own=2&x=1#part?")]
    public void What_was_asked_goes_along(string to, string query, string expected) =>
        Assert.Equal(expected, ReaderRoute.WithQuery(to, new QueryString(query)));

    [Fact]
    public void Redirects_that_editors_make_end_somewhere()
    {
        var picture = new PublishedPicture(1, [], [], [
            Manual("/a", "/b"), Manual("/b", "/c"), Manual("/c", "/a"), Manual("/x", "/y"), Manual("/y", "/marketplace"),
            Manual("/out", "https://elsewhere.example/"), Manual("/old", null, Redirect.Gone)], new HashSet<string>(), "en");
        Assert.Null(picture.Resolve("/a"));
        Assert.Equal("/marketplace", picture.Resolve("/x")?.To);
        Assert.Equal("https://elsewhere.example/", picture.Resolve("/out")?.To);
        Assert.Equal(410, picture.Resolve("/old")?.Status);
        Assert.Null(picture.Resolve("/nothing"));

        static Redirect Manual(string from, string? to, int status = Redirect.Moved) => new()
        {
            FromAddress = from, ToAddress = to, Status = status, IsManual = true, Hits = 0, CreatedAt = default, CreatedBy = "usr_ann",
        };
    }

    private static async Task<SaveResult> RenameAsync(TestShell shell, string id, string address, bool publish = true)
    {
        var item = await shell.FindAsync(id);
        var saved = await shell.Get<SaveDraft>().ExecuteAsync(
            id, item.Version, item.Text with { Address = address }, ContentShell.Ann, isAuto: false, default);
        if (publish && saved is SaveResult.Saved { Version: var version })
            Assert.IsType<PublishResult.Done>(await shell.Get<PublishItem>().ExecuteAsync(id, version, ContentShell.Ann, default));
        return saved;
    }
}
