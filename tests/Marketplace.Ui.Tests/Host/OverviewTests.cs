using Marketplace.Testing;

namespace Marketplace.Ui.Tests.Host;

/// <summary>The figures of both overviews come from several modules; they are read on both databases.</summary>
public sealed class OverviewTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Overviews_show_figures_to_those_who_may_see_them(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var page = await admin.GetPageAsync("/admin");
        Assert.Equal("$0.00", page.QuerySelector("[data-test=sales-figure] .stat-value")!.TextContent);
        Assert.Equal("0", page.QuerySelector("[data-test=deployments-figure] .stat-value")!.TextContent);
        Assert.Equal("4", page.QuerySelector("[data-test=accounts-figure] .stat-value")!.TextContent);
        Assert.Equal("4 new this week", page.QuerySelector("[data-test=accounts-figure] .stat-change")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector("[data-test=outstanding-credits]"));
        Assert.NotNull(page.QuerySelector("[data-test=attention] .attention-none"));

        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var limited = await editor.GetPageAsync("/admin");
        Assert.Null(limited.QuerySelector("[data-test=sales-figure]"));
        Assert.Null(limited.QuerySelector("[data-test=accounts-figure]"));
        Assert.NotNull(limited.QuerySelector("h1"));

        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        var own = await customer.GetPageAsync("/dashboard");
        Assert.Equal("0", own.QuerySelector("[data-test=running-figure] .stat-value")!.TextContent);
        Assert.Equal("$0.00", own.QuerySelector("[data-test=cost-figure] .stat-value")!.TextContent);
    }
}
