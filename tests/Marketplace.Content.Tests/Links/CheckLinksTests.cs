using System.Text.RegularExpressions;
using Marketplace.Content.Items;
using Marketplace.Content.Links;
using Marketplace.Content.Media;
using Marketplace.Content.Rendering;
using Marketplace.Content.SiteMenus;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Tests.Links;

public sealed class CheckLinksTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Links_that_lead_nowhere_are_found_with_the_reason(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.WriteAsync("/target", "Target", "# part");
        await shell.WriteAsync("/old", "Moved");
        await MoveAsync(shell, "/old", "/new");
        var bad = await shell.WriteAsync(
            "/page", "Page",
            """
            # here
            [ok](/target) [ok](/target#part) [ok](#here) [ok](/Target.html) [ok](target) [ok](/) [ok](/marketplace/vm) [ok](/target.md)
            [ok](https://elsewhere.example/nothing) [ok](mailto:x@example.com) [ok](/media/a.png) [ok](/de/target)
            [no](/nothing) [no](/target#nowhere) [no](#nowhere) [no](/media/b.png) [no](/old) [no](/guides/nothing) [no](/marketplace)
            """);
        await shell.WriteAsync("/unfinished", "Draft", "[no](/nothing)", publish: false);

        var (check, broken) = await shell.Get<CheckLinks>().ExecuteAsync(default);
        Assert.Equal(
            [
                ("#nowhere", BrokenReason.Anchor, null), ("/guides/nothing", BrokenReason.Missing, null),
                ("/marketplace", BrokenReason.Missing, null), ("/media/b.png", BrokenReason.Media, null),
                ("/nothing", BrokenReason.Missing, null), ("/old", BrokenReason.Moved, "/new"),
                ("/target#nowhere", BrokenReason.Anchor, (string?)null),
            ],
            broken.OrderBy(x => x.Target, StringComparer.Ordinal).Select(x => (x.Target, x.Reason, x.Better)));
        Assert.All(broken, x => Assert.Equal((bad.ItemId, "no", "/page"), (x.Place, x.Words, x.Address)));
        Assert.Equal(3, check.Texts);

        var (stored, kept) = await shell.Get<BrokenLinks>().ReadAsync(default);
        Assert.Equal(check, stored);
        Assert.Equal(7, kept.Count);
        Assert.Equal(BrokenReason.Moved, kept[^1].Reason);
        Assert.Equal(6, await shell.Get<BrokenLinks>().CountAsync(default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_menu_that_leads_nowhere_is_found(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var draft = await shell.WriteAsync("/unfinished", publish: false);
        await shell.Get<SiteMenuStore>().SaveAsync(
            new SiteMenu("main", "en", 0, [
                new SiteMenuEntry("Draft", IsBelow: false, draft.GroupId, "/unfinished"),
                new SiteMenuEntry("Shop", false, null, "/marketplace/vm"),
                new SiteMenuEntry("Nowhere", false, null, "/nowhere"), new SiteMenuEntry("Heading", false, null, ""),
            ]),
            ContentShell.Ann, default);
        var (_, broken) = await shell.Get<CheckLinks>().ExecuteAsync(default);
        Assert.Equal(["/nowhere", "/unfinished"], broken.Select(x => x.Target).Order(StringComparer.Ordinal));
        Assert.All(broken, x => Assert.Equal("menu/main/en", x.Place));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Links_are_checked_after_publishing_once_for_many(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.WriteAsync("/a", body: "[x](/b)");
        await shell.WriteAsync("/c", body: "[x](/a)");
        await shell.DrainOutboxAsync();
        Assert.Single(shell.Jobs.Waiting);
        Assert.Null((await shell.Get<BrokenLinks>().ReadAsync(default)).Check);
        shell.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await shell.RunJobsAsync());
        Assert.Equal("/b", Assert.Single((await shell.Get<BrokenLinks>().ReadAsync(default)).Broken).Target);

        await shell.WriteAsync("/b");
        await shell.DrainOutboxAsync();
        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await shell.RunJobsAsync();
        Assert.Empty((await shell.Get<BrokenLinks>().ReadAsync(default)).Broken);
    }

    private static async Task MoveAsync(TestShell shell, string from, string to)
    {
        var item = (await shell.Get<Marketplace.Content.Editing.ContentWriter>().FindAsync("page", from, "en", default))!;
        var publisher = shell.Get<Marketplace.Content.Publishing.Publisher>();
        var (rendered, _) = await publisher.PrepareAsync("page", item.Text with { Address = to }, default);
        await shell.Database.InTransactionAsync(
            async db =>
            {
                await shell.Get<Marketplace.Content.Editing.ItemRows>().UpdateAsync(
                    db, item, item.Text with { Address = to }, ContentShell.Ann, isAuto: false, default);
                var moved = (await shell.Get<ItemStore>().FindAsync(db, item.Id, default))!;
                Assert.IsType<Marketplace.Content.Publishing.PublishResult.Done>(
                    await publisher.PublishAsync(db, moved, rendered!, ContentShell.Ann, default));
            },
            default);
    }

    private static Task<TestShell> CreateAsync(DatabaseKind kind) => ContentShell.CreateAsync(
        kind,
        setup =>
        {
            setup.Services.Replace(ServiceDescriptor.Singleton<ITextRenderer, LinkRenderer>());
            setup.Services.Replace(ServiceDescriptor.Singleton<IMediaFacts, OnePicture>());
            setup.Services.AddSingleton<EndpointDataSource>(new DefaultEndpointDataSource(
                Route("/marketplace/{product}"), Route("/guides/{**path}"), Route("/admin"), Route("/{**anything}")));
        });

    private static RouteEndpoint Route(string pattern) =>
        (RouteEndpoint)new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0).Build();

    /// <summary>Knows links and headings.</summary>
    private sealed class LinkRenderer : ITextRenderer
    {
        public Task<RenderedText> RenderAsync(string markdown, CancellationToken cancellationToken)
        {
            var patience = TimeSpan.FromSeconds(5);
            var html = Regex.Replace(
                markdown, @"\[(?<words>[^\]]*)\]\((?<to>[^)]*)\)", "<a href=\"${to}\">${words}</a>", RegexOptions.ExplicitCapture,
                patience);
            html = Regex.Replace(html, "(?m)^# (?<id>\\S+)", "<h2 id=\"${id}\">${id}</h2>", RegexOptions.ExplicitCapture, patience);
            return Task.FromResult(new RenderedText([new TextPart(html)], [], HasCode: false, Words: 1));
        }
    }

    private sealed class OnePicture : IMediaFacts
    {
        public Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(
            IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, MediaFacts>>(
                addresses.Where(x => x == "/media/a.png").ToDictionary(x => x, _ => new MediaFacts(1, 1, "", []), StringComparer.Ordinal));
    }
}
