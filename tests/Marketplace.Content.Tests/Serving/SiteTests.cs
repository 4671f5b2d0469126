using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Content.Addresses;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Serving;

/// <summary>The whole product over HTTP: what readers and search engines get, and what editors do.</summary>
public sealed class SiteTests(SiteTests.Site site) : IClassFixture<SiteTests.Site>
{
    private const string Shop = "mycelium";

    [Fact]
    public async Task A_published_page_answers_and_nothing_else_changes()
    {
        await WriteAsync("/reader/first", "First page", "Words for **readers**.");
        using var visitor = site.App.NewVisitor();
        foreach (var path in new[] { "/reader/first", "/reader/first.html", "/Reader/First/" })
        {
            var page = await visitor.GetPageAsync(path);
            Assert.Equal("First page", page.QuerySelector("[data-test=reader] h1")?.TextContent);
            Assert.EndsWith("/reader/first", page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Equal("First page", page.QuerySelector("meta[property='og:title']")?.GetAttribute("content"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/reader/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/_read")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostJsonAsync("/reader/first", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/marketplace")).StatusCode);
        using var other = site.App.NewVisitor("/fiatdashboard");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/reader/first")).StatusCode);
    }

    [Fact]
    public async Task Old_addresses_lead_on_and_deleted_ones_are_gone()
    {
        var id = (await WriteAsync("/moving/a", "Moving", "Text")).ItemId;
        await site.App.InTenantAsync(Shop, async services =>
        {
            var item = (await services.GetRequiredService<ItemStore>().FindAsync(id, default))!;
            await services.GetRequiredService<SaveDraft>().ExecuteAsync(
                id, item.Version, item.Text with { Address = "/moving/b" }, "usr_ann", false, default);
            await services.GetRequiredService<PublishItem>().ExecuteAsync(id, item.Version + 1, "usr_ann", default);
        });
        using var visitor = site.App.NewVisitor();
        var moved = await visitor.GetAsync("/moving/a.html?from=mail");
        Assert.Equal(
            (HttpStatusCode.MovedPermanently, "/moving/b?from=mail"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        await site.App.InTenantAsync(Shop, x => x.GetRequiredService<Trash>().ExecuteAsync(id, "usr_ann", default));
        var gone = await visitor.GetAsync("/moving/b");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.NotNull((await Visitor.ReadPageAsync(gone)).QuerySelector("[data-test=gone]"));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/moving/a")).StatusCode);
        await site.App.InTenantAsync(Shop, x => x.GetRequiredService<RedirectHits>().WriteAsync(default));
        var hits = await site.App.InTenantAsync(Shop, x => x.GetRequiredService<Redirects>().ListAsync(default));
        Assert.Equal(2, hits.Single(x => x.FromAddress == "/moving/a").Hits);
    }

    [Fact]
    public async Task Visitors_get_a_kept_page_and_whoever_is_signed_in_their_own()
    {
        await WriteAsync("/kept", "Kept page", "First text");
        using var visitor = site.App.NewVisitor();
        var first = await visitor.GetAsync("/kept");
        var tag = first.Headers.ETag;
        Assert.NotNull(tag);
        Assert.Empty(first.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/kept");
        again.Headers.Add("If-None-Match", tag.ToString());
        again.Headers.Add("Accept", "text/html");
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Http.SendAsync(again)).StatusCode);
        using var small = new HttpRequestMessage(HttpMethod.Get, "/kept");
        small.Headers.Add("Accept-Encoding", "br");
        var compressed = await visitor.Http.SendAsync(small);
        Assert.Equal("br", Assert.Single(compressed.Content.Headers.ContentEncoding));

        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var own = await editor.GetAsync("/kept");
        Assert.Null(own.Headers.ETag);
        Assert.Contains("no-store", own.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.NotNull((await Visitor.ReadPageAsync(own)).QuerySelector("[data-test=edit-page]"));
        var after = await (await visitor.GetAsync("/kept")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("edit-page", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Edda", after, StringComparison.Ordinal);

        await WriteAsync("/kept", "Kept page", "Second text");
        Assert.Contains("Second text", await (await visitor.GetAsync("/kept")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_to_an_address_makes_no_other_page_and_stands_on_none()
    {
        await WriteAsync("/plain", "Plain page", "Text");
        using var first = site.App.NewVisitor();
        var made = await first.GetAsync("/Plain/?ref=first-visitor&q=secret-words");
        var page = await made.Content.ReadAsStringAsync();
        Assert.DoesNotContain("first-visitor", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-words", page, StringComparison.Ordinal);
        using var second = site.App.NewVisitor();
        foreach (var address in new[] { "/plain", "/plain?x=1", "/PLAIN?returnUrl=/admin" })
        {
            var answer = await second.GetAsync(address);
            Assert.Equal(made.Headers.ETag, answer.Headers.ETag);
            Assert.Equal(page, await answer.Content.ReadAsStringAsync());
        }

        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        foreach (var address in new[] { "/plain?own=1", "/plain.html", "/Plain" })
        {
            Assert.Contains("edit-page", await (await editor.GetAsync(address)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            var after = await (await second.GetAsync(address)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("edit-page", after, StringComparison.Ordinal);
            Assert.DoesNotContain("Edda", after, StringComparison.Ordinal);
            Assert.DoesNotContain("own=1", after, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Search_engines_find_what_is_published_and_no_draft()
    {
        await WriteAsync("/found", "Found", "Text");
        await WriteAsync("/hidden", "Hidden", "Text", publish: false);
        using var visitor = site.App.NewVisitor();
        Assert.Contains("/sitemap-content-1.xml", await visitor.Http.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        var map = await visitor.Http.GetStringAsync("/sitemap-content-1.xml");
        Assert.Contains("/found</loc>", map, StringComparison.Ordinal);
        Assert.DoesNotContain("/hidden", map, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/sitemap-content-2.xml")).StatusCode);
        Assert.Contains("Sitemap: ", await visitor.Http.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_writes_publishes_and_shares()
    {
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var created = await editor.SubmitAsync("/admin/content/new", Fields(("Input.Title", "A page by an editor")));
        var path = created.Headers.Location!.OriginalString;
        var page = await editor.GetPageAsync(path);
        Assert.Equal("/a-page-by-an-editor", page.QuerySelector("[data-test=address]")?.GetAttribute("value"));

        Assert.Equal(
            ["title", "address", "description"], page.QuerySelectorAll("[data-draft]").Select(x => x.GetAttribute("data-draft")));
        Assert.NotEmpty(page.QuerySelectorAll("#item-form [data-draft-version]"));
        Assert.All(page.QuerySelectorAll("input[name=version]"), x => Assert.True(x.HasAttribute("data-draft-version")));

        var saved = await editor.SubmitAsync(page, path, Fields(("Input.Body", "First\r\nSecond"), ("Input.Title", "A page")));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        // The same page in another tab knows the older version: both texts are shown, and nothing is lost.
        var late = await Visitor.ReadPageAsync(
            await editor.SubmitAsync(page, path, Fields(("Input.Body", "Mine"), ("Input.Title", "A page"))));
        Assert.Equal("First\nSecond", late.QuerySelector("[data-test=theirs]")?.TextContent);
        Assert.Equal("Mine", late.QuerySelector("[data-test=body-plain]")?.TextContent.TrimStart('\n'));
        // The editor knows of it, too: nothing is saved by itself until the conflict is settled.
        using var config = JsonDocument.Parse(late.QuerySelector("script[data-editor-config]")!.TextContent);
        var theirs = config.RootElement.GetProperty("conflict");
        Assert.Equal(
            (2, "First\nSecond", true),
            (theirs.GetProperty("version").GetInt32(), theirs.GetProperty("body").GetString()!.ReplaceLineEndings("\n"),
                config.RootElement.GetProperty("isUnsaved").GetBoolean()));
        await editor.SubmitAsync(late, path, Fields(("Input.Body", "Mine")));
        Assert.Equal("Mine", (await editor.GetPageAsync(path)).QuerySelector("[data-test=body-plain]")?.TextContent.TrimStart('\n'));

        var shared = await Visitor.ReadPageAsync(await editor.SubmitAsync(path, Fields(("days", "7"))));
        var link = new Uri(shared.QuerySelector("[data-test=share-link]")!.TextContent).PathAndQuery;
        using var friend = site.App.NewVisitor();
        var draft = await friend.GetAsync(link);
        Assert.Equal(
            (true, "no-referrer"),
            (draft.Headers.CacheControl?.NoStore, draft.Headers.GetValues("Referrer-Policy").Single()));
        Assert.Contains(
            "Mine", (await Visitor.ReadPageAsync(draft)).QuerySelector("[data-test=draft]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await friend.GetAsync("/a-page-by-an-editor")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await friend.GetAsync("/draft/open?key=nothing")).StatusCode);

        foreach (var address in new[] { "/admin/content", "/admin/content/trash", "/admin/content/overview", path + "/history",
            "/admin/content?q=page&kind=page&state=Draft&p=x" })
            Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(address)).StatusCode);
        Assert.NotEmpty((await editor.GetPageAsync(path + "/history")).QuerySelectorAll("[data-test=diff] mark"));
        var refused = await Visitor.ReadPageAsync(await editor.SubmitAsync(path, Fields(("Input.Address", "/admin/mine"))));
        Assert.Contains("belong to the site itself", refused.QuerySelector("[data-test=item-form]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_translates_sees_the_source_what_changed_in_it_and_says_when_it_is_done()
    {
        var id = (await WriteAsync("/translated", "To translate", "First words")).ItemId;
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var begun = await editor.SubmitAsync("/admin/content/items/" + id, Fields(("language", "de")));
        var path = begun.Headers.Location!.OriginalString;
        var page = await editor.GetPageAsync(path);
        Assert.Equal("First words", page.QuerySelector("[data-test=source-text]")?.TextContent.Trim());
        Assert.Equal("en", page.QuerySelector("[data-test=source-text]")!.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Null(page.QuerySelector("[data-test=source-changed]"));

        await WriteAsync("/translated", "To translate", "Second words");
        page = await editor.GetPageAsync(path);
        Assert.Equal(
            ["First", "Second"], page.QuerySelectorAll("[data-test=source-changed] [data-test=diff] mark").Select(x => x.TextContent));
        Assert.All(page.QuerySelectorAll("input[name=version]"), x => Assert.True(x.HasAttribute("data-draft-version")));
        Assert.Equal(["To translate"], await ListedAsync("outdated"));
        Assert.Equal(["To translate"], await ListedAsync("missing-fr"));
        Assert.Empty(await ListedAsync("missing-de"));
        Assert.Equal(
            "To translate",
            (await editor.GetPageAsync("/admin/content/overview")).QuerySelector("[data-piece=outdated-translations] a")?.TextContent);

        Assert.Equal(HttpStatusCode.Redirect, (await editor.SubmitAsync(page, path, Fields(("source", "2")))).StatusCode);
        Assert.Null((await editor.GetPageAsync(path)).QuerySelector("[data-test=source-changed]"));
        Assert.Empty(await ListedAsync("outdated"));

        async Task<IEnumerable<string>> ListedAsync(string translation) =>
            (await editor.GetPageAsync("/admin/content?q=to+translate&translation=" + translation))
                .QuerySelectorAll("[data-test=item] .content-title a").Select(x => x.TextContent);
    }

    [Fact]
    public async Task Typing_is_saved_by_itself_and_a_conflict_says_what_is_there()
    {
        var id = (await WriteAsync("/typing", "Typing", "One")).ItemId;
        using var visitor = site.App.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await PutAsync(visitor, id, new { version = 1, body = "x" })).StatusCode);
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var saved = await PutAsync(editor, id, new { version = 1, body = "Two\r\nthree ", title = "Typing" });
        Assert.Equal(2, (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
        var conflict = await PutAsync(editor, id, new { version = 1, body = "Other" });
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var current = (await conflict.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("current");
        Assert.Equal(
            ("Two\r\nthree ", 2, "Edda Editor"),
            (current.GetProperty("body").GetString(), current.GetProperty("version").GetInt32(), current.GetProperty("by").GetString()));
        Assert.Equal(JsonValueKind.Object, current.GetProperty("fields").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(editor, id, new { body = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(editor, id, new { version = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(editor, id, new { version = 2, address = "/api" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(editor, "cit_x", new { version = 2 })).StatusCode);
        var presence = await editor.PostJsonAsync($"/api/content/items/{id}/presence", new { });
        Assert.Equal(0, (await presence.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("others").GetArrayLength());

        static Task<HttpResponseMessage> PutAsync<T>(Visitor who, string id, T body) =>
            who.Http.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/api/content/items/{id}/draft")
            { Content = JsonContent.Create(body) });
    }

    [Fact]
    public async Task Customers_see_nothing_of_it()
    {
        using var customer = site.App.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/content")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.PostJsonAsync("/api/content/items/cit_x/presence", new { })).StatusCode);
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);

    private Task<WriteResult.Written> WriteAsync(string address, string title, string body, bool publish = true) =>
        site.App.InTenantAsync(Shop, async services => Assert.IsType<WriteResult.Written>(
            await services.GetRequiredService<ContentWriter>().WriteAsync(
                new ContentToWrite("page", address, "en", title, body) { By = Acting.Recipe, Publish = publish }, default)));

    public sealed class Site : IAsyncLifetime
    {
        public MarketplaceApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
