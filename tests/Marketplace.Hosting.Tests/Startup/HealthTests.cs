using System.Net;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests;

public sealed class HealthTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_running_host_is_live_and_ready(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var visitor = app.NewVisitor();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
        Assert.Equal("Healthy", await (await visitor.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        var css = await visitor.GetAsync("/_content/Marketplace.Ui/lib/bootstrap/bootstrap.layer.css");
        Assert.Equal(HttpStatusCode.OK, css.StatusCode);
    }
}
