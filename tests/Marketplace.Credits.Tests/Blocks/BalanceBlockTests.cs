using System.Security.Claims;
using Marketplace.Credits.Blocks;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Blocks;

/// <summary>The balance in texts: each reader's own, and never kept with the page.</summary>
public sealed class BalanceBlockTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Readers_see_their_own_and_visitors_a_way_in(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostAsync(TopUp(12.5m));

        Assert.Equal("<a href=\"/fiat/dashboard/wallet\" class=\"money\" data-balance>$12.50</a>", await AskAsync(shell, Ada));
        Assert.Equal("<a href=\"/fiat/dashboard/wallet\" class=\"money\" data-balance>$0.00</a>", await AskAsync(shell, Bob));
        Assert.Equal(
            "<a href=\"/fiat/account/login?returnUrl=%2Ffiat%2Fdocs%2Fcredits\">sign in to see your balance</a>",
            await AskAsync(shell, user: null, "https://here.example/fiat/docs/credits"));
        Assert.Equal(
            "<a href=\"/fiat/account/login?returnUrl=%2Ffiat%2Fdashboard%2Fwallet\">sign in to see your balance</a>",
            await AskAsync(shell, user: null, "https://evil.example/docs"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_page_holds_nobodys_balance(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await using var scope = shell.CreateScope();
        var block = scope.ServiceProvider.GetServices<IContentBlock>().Single(x => x.Name == "balance");

        var view = Assert.IsType<BlockView.ForReader>(
            await block.ShowAsync(new BlockUse(new Dictionary<string, string>(StringComparer.Ordinal), "en"), default));

        Assert.Equal(("~/api/blocks/balance", true), (view.Address, view.IsInline));
    }

    private static async Task<string?> AskAsync(TestShell shell, string? user, string? page = null)
    {
        await using var scope = shell.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Host = new HostString("here.example");
        http.Request.PathBase = "/fiat";
        if (page is not null)
            http.Request.Headers["HX-Current-URL"] = page;
        var identity = user is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test");
        var answer = await scope.ServiceProvider.GetRequiredService<BalanceTextEndpoint>()
            .HandleAsync(http, new ClaimsPrincipal(identity), default);
        Assert.Equal("no-store", http.Response.Headers.CacheControl);
        return answer.ResponseContent;
    }
}
