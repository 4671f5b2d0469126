using Marketplace.Content.Editing;
using Marketplace.Content.Exchange;
using Marketplace.Content.Media;
using Marketplace.Content.Publishing;
using Marketplace.Content.Tests.Exchange;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Tests.Publishing;

public sealed class AlternativeTextTests
{
    private const string Undescribed =
        "# Title\n\nWords ![](/media/new.png)\nand ![](/media/described.png) and ![](/media/decoration.png)\n\n"
        + "> | A | B |\n> |---|---|\n> | x | ![ ](/media/unknown.png#dark) |\n\n![A wallet](/media/new.png)\n\n`![](/media/code.png)`\n";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nothing_is_published_with_a_picture_that_nobody_has_described(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", body: Undescribed, publish: false)).ItemId;
        var refused = Assert.IsType<PublishResult.Refused>(
            await shell.Get<PublishItem>().ExecuteAsync(id, 1, ContentShell.Ann, default));
        Assert.Contains("/media/new.png (line 3), /media/unknown.png (line 8).", refused.Why, StringComparison.Ordinal);
        var planned = await shell.Get<ScheduleItem>().ExecuteAsync(id, 1, shell.Time.GetUtcNow().AddDays(1), null, default);
        Assert.IsType<PublishResult.Refused>(planned);

        var body = Undescribed.Replace("![]", "![What it shows]", StringComparison.Ordinal)
            .Replace("![ ]", "![What it shows]", StringComparison.Ordinal);
        await shell.WriteAsync("/a", body: body);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_import_warns_and_brings_such_a_page_as_a_draft(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var plan = await shell.PlanAsync(
            ExchangeSite.Page("en/a.md", Undescribed), ExchangeSite.Page("en/b.md", "![](/media/described.png)"));
        Assert.Equal(["/media/new.png (line 3), /media/unknown.png (line 8)", null], plan.Pages.Select(x => x.Undescribed));
        Assert.IsType<ImportResult.Done>(await shell.ApplyAsync(plan));
        var writer = shell.Get<ContentWriter>();
        Assert.False((await writer.FindAsync("page", "/a", "en", default))!.IsPublished);
        Assert.True((await writer.FindAsync("page", "/b", "en", default))!.IsPublished);
    }

    private static Task<TestShell> CreateAsync(DatabaseKind kind) =>
        ContentShell.CreateAsync(kind, x => x.Services.Replace(ServiceDescriptor.Singleton<IMediaFacts, Library>()));

    private sealed class Library : IMediaFacts
    {
        private static readonly Dictionary<string, MediaFacts> Files = new(StringComparer.Ordinal)
        {
            ["/media/new.png"] = new MediaFacts(10, 10, "", []) { NeedsAlternativeText = true },
            ["/media/described.png"] = new MediaFacts(10, 10, "A wallet", []),
            ["/media/decoration.png"] = new MediaFacts(10, 10, "", []),
        };

        public Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(
            IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, MediaFacts>>(
                Files.Where(x => addresses.Contains(x.Key)).ToDictionary(StringComparer.Ordinal));
    }
}
