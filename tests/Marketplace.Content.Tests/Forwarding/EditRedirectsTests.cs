using Marketplace.Content.Addresses;
using Marketplace.Content.Forwarding;
using Marketplace.Content.Serving;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Forwarding;

public sealed class EditRedirectsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Circles_are_refused_and_chains_become_straight(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/page");
        Assert.Null((await AcceptedAsync(shell, "/b", "/c")).Note);
        var chain = await AcceptedAsync(shell, "/a", "/b");
        Assert.Equal("/c", chain.To);
        Assert.Contains("/b is itself a redirect", chain.Note, StringComparison.Ordinal);

        Assert.Contains("/c → /a → /c", Refusal(await SaveAsync(shell, "/c", "/a"), "to"), StringComparison.Ordinal);
        Assert.Contains("in a circle", Refusal(await SaveAsync(shell, "/x", "/X.html?y=1"), "to"), StringComparison.Ordinal);

        var end = await AcceptedAsync(shell, "/c", "/page");
        Assert.Equal(["/a", "/b"], end.Repointed.Order(StringComparer.Ordinal));
        Assert.All(await shell.Get<Redirects>().ListAsync(default), x => Assert.Equal("/page", x.ToAddress));
        Assert.Equal(new RedirectTarget(301, "/page"), (await shell.Get<PublishedContent>().ReadAsync(default)).Resolve("/a"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_may_not_lead_elsewhere_is_refused_with_the_reason(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/page", "The page");
        Assert.Contains("“The page” is published", Refusal(await SaveAsync(shell, "/Page.html", "/x"), "from"), StringComparison.Ordinal);
        Assert.Contains("belong to the site", Refusal(await SaveAsync(shell, "/admin/x", "/page"), "from"), StringComparison.Ordinal);
        Assert.Contains("home page", Refusal(await SaveAsync(shell, "/", "/page"), "from"), StringComparison.Ordinal);
        foreach (var from in new[] { "", " ", "/a b", "/a?b", "//host/a", "https://x.example", "/" + new string('x', 300) })
            Assert.Contains("Give an old address", Refusal(await SaveAsync(shell, from, "/page"), "from"), StringComparison.Ordinal);
        foreach (var to in new[] { "", "page", "//host/a", "javascript:alert(1)", "http://x.example", "/a b", "/" + new string('x', 600) })
            Assert.Contains("Say where it leads", Refusal(await SaveAsync(shell, "/old", to), "to"), StringComparison.Ordinal);
        Assert.Empty(await shell.Get<Redirects>().ListAsync(default));
        await AcceptedAsync(shell, "/guides/old", "https://x.example/a?b#c");
        Assert.Contains("already", Refusal(await SaveAsync(shell, "/guides/old", "/page"), "from"), StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_editors_of_one_redirect_do_not_undo_each_other(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var edit = shell.Get<EditRedirects>();
        await AcceptedAsync(shell, "/old", "/a");
        var version = EditRedirects.VersionOf(Assert.Single(await shell.Get<Redirects>().ListAsync(default)));
        Assert.IsType<RedirectPlan.Accepted>(await edit.SaveAsync("/old", version, "/older", "/b", 301, ContentShell.Ann, default));
        Assert.Null(await edit.SaveAsync("/old", version, "/old", "/c", 301, ContentShell.Bob, default));
        var only = Assert.Single(await shell.Get<Redirects>().ListAsync(default));
        Assert.Equal(("/older", "/b"), (only.FromAddress, only.ToAddress));
        Assert.True(await edit.DeleteAsync("/older", default));
        Assert.False(await edit.DeleteAsync("/older", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_file_is_looked_at_before_it_is_taken(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var edit = shell.Get<EditRedirects>();
        const string Csv = "from,to,status\r\n/a,/b,\r\n/b,/c,301\r\n/gone,,410\r\n/c,/a,301\r\n/x,,\r\n/y,/z,999\r\n/a,/c,301\r\n";
        var dry = await edit.ImportAsync(Csv, isDry: true, ContentShell.Ann, default);
        Assert.Empty(await shell.Get<Redirects>().ListAsync(default));
        Assert.Equal(
            ["2 True", "3 True", "4 True", "5 circle", "6 refused", "7 refused", "8 False"],
            dry.Select(x => $"{x.Line} {x.Plan switch
            {
                RedirectPlan.Accepted accepted => accepted.IsChanged.ToString(),
                RedirectPlan.Refused { Why: var why } => why.Contains("circle", StringComparison.Ordinal) ? "circle" : "refused",
                _ => "",
            }}"));

        await edit.ImportAsync(Csv, isDry: false, ContentShell.Ann, default);
        Assert.Equal(
            ["/a /c 301", "/b /c 301", "/gone  410"],
            (await shell.Get<Redirects>().ListAsync(default)).Select(x => $"{x.FromAddress} {x.ToAddress} {x.Status}"));
        Assert.All(
            await edit.ImportAsync("/a,/c\n/gone,,410", isDry: true, ContentShell.Ann, default),
            x => Assert.False(Assert.IsType<RedirectPlan.Accepted>(x.Plan).IsChanged));
    }

    [Theory]
    [InlineData("", "holds no redirects")]
    [InlineData("from,to\n", "holds no redirects")]
    [InlineData("/a,\"/b", "begins in line 1 does not end")]
    public async Task A_file_that_is_none_says_so(string csv, string sentence)
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var refused = await Assert.ThrowsAsync<FormatException>(
            () => shell.Get<EditRedirects>().ImportAsync(csv, isDry: true, ContentShell.Ann, default));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private static Task<RedirectPlan?> SaveAsync(TestShell shell, string from, string to) =>
        shell.Get<EditRedirects>().SaveAsync(null, null, from, to, Redirect.Moved, ContentShell.Ann, default);

    private static async Task<RedirectPlan.Accepted> AcceptedAsync(TestShell shell, string from, string to) =>
        Assert.IsType<RedirectPlan.Accepted>(await SaveAsync(shell, from, to));

    private static string Refusal(RedirectPlan? plan, string field)
    {
        var refused = Assert.IsType<RedirectPlan.Refused>(plan);
        Assert.Equal(field, refused.Field);
        return refused.Why;
    }
}
