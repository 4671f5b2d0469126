using Marketplace.Content.Addresses;
using Marketplace.Content.Forwarding;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Addresses;

public sealed class RedirectHitsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Visits_are_written_together_and_none_is_lost_when_the_services_end(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        foreach (var from in new[] { "/old", "/older" })
            Assert.IsType<RedirectPlan.Accepted>(
                await shell.Get<EditRedirects>().SaveAsync(null, null, from, "/new", 301, ContentShell.Ann, default));
        var hits = shell.Get<RedirectHits>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => hits.Count("/old"))));
        Assert.Equal((0L, 0L), await HitsAsync(shell));

        await hits.WriteAsync(default);
        Assert.Equal((40L, 0L), await HitsAsync(shell));
        await hits.WriteAsync(default);
        Assert.Equal((40L, 0L), await HitsAsync(shell));

        hits.Count("/old");
        hits.Count("/older");
        hits.Count("/deleted-meanwhile");
        await hits.TerminatingAsync();
        Assert.Equal((41L, 1L), await HitsAsync(shell));
        Assert.Equal(shell.Time.GetUtcNow(), (await shell.Get<Redirects>().ListAsync(default))[0].LastHitAt);
    }

    private static async Task<(long Old, long Older)> HitsAsync(TestShell shell)
    {
        var list = await shell.Get<Redirects>().ListAsync(default);
        return (list.Single(x => x.FromAddress == "/old").Hits, list.Single(x => x.FromAddress == "/older").Hits);
    }
}
