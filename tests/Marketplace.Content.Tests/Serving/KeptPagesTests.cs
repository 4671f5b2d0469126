using System.Security.Cryptography;
using System.Text;
using Marketplace.Content.Items;
using Marketplace.Content.Serving;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Tests.Serving;

public sealed class KeptPagesTests
{
    [Theory]
    [InlineData("/docs/credits", "/docs/credits")]
    [InlineData("/Docs/Credits//", "/docs/credits")]
    [InlineData("/docs/credits.HTML", "/docs/credits.html")]
    [InlineData("/docs/credits.md", "/docs/credits.md")]
    [InlineData("/docs//credits", null)]
    [InlineData("/docs/credits .html", null)]
    [InlineData("/docs/credits.html.html", null)]
    [InlineData("/docs/größe", null)]
    [InlineData("/", null)]
    public void An_address_is_kept_in_one_form_or_not_at_all(string path, string? kept) =>
        Assert.Equal(kept, KeptAddress.Of(new PathString(path)));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_one_node_publishes_every_node_shows_a_second_later(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var one = await ContentShell.CreateAsync(database);
        await using var other = await ContentShell.CreateAsync(database);
        await one.WriteAsync("/page", body: "First");
        Assert.Equal("First", await ReadAsync(other));
        await one.WriteAsync("/page", body: "Second");
        Assert.Equal("First", await ReadAsync(other));
        other.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Second", await ReadAsync(other));
        Assert.Equal(1, other.Get<PageKeeper>().Count);
    }

    [Fact]
    public async Task However_many_pages_there_are_they_take_no_more_memory_than_they_may()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var keeper = shell.Get<PageKeeper>();
        for (var i = 0; i < 40; i++)
        {
            // Nothing of it can be compressed.
            using var made = new MemoryStream();
            made.Write(RandomNumberGenerator.GetBytes(300_000));
            keeper.Keep("page" + i, stamp: 1, NewContext().Response, made, isBrief: true);
        }

        Assert.InRange(keeper.Bytes, PageKeeper.MostBytes / 2, PageKeeper.MostBytes);
        Assert.Null(keeper.Find("page0", 1));
        Assert.NotNull(keeper.Find("page39", 1));
        Assert.Null(keeper.Find("page39", 2));

        var (bytes, count) = (keeper.Bytes, keeper.Count);
        using var small = new MemoryStream("small"u8.ToArray(), 0, 5, writable: false, publiclyVisible: true);
        keeper.Keep("page39", stamp: 2, NewContext().Response, small, isBrief: true);
        Assert.Equal(count, keeper.Count);
        Assert.True(keeper.Bytes < bytes);
    }

    private static async Task<string> ReadAsync(TestShell shell)
    {
        var context = NewContext();
        context.Request.Path = "/page";
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new KeptForVisitorsAttribute()), "page"));
        using var body = new MemoryStream();
        context.Response.Body = body;
        await new KeptPages(async x =>
        {
            x.Response.ContentType = "text/html; charset=utf-8";
            var item = await shell.Get<IPublishedContent>().FindAsync("/page", "en", default);
            await x.Response.WriteAsync(item!.Markdown);
        }).InvokeAsync(context, shell.Get<ContentStamp>(), shell.Get<PageKeeper>());
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static DefaultHttpContext NewContext()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Response.ContentType = "text/html";
        return context;
    }
}
