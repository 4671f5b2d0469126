using Marketplace.Hosting.TenantChanges;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>A tenant that was made where a module answers by now goes on as it is, and somebody hears of it.</summary>
public sealed class ReservedPrefixTests
{
    [Fact]
    public async Task A_tenant_at_an_address_of_the_products_own_is_warned_of_and_shown_to_the_host()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        await CheckAsync(app);
        Assert.Null((await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-prefix]"));
        var record = app.Shells().Table.Slots["fiatdashboard"].Record;
        var moved = record with { PathPrefix = "/openapi", Version = record.Version + 1 };
        Assert.True(await app.Services.GetRequiredService<HostStore>().UpdateAsync(moved, CancellationToken.None));
        await app.Shells().RefreshAsync(CancellationToken.None);

        await CheckAsync(app);

        Assert.Contains(
            app.Log.Entries,
            x => x.Level == LogLevel.Warning
                && x.Message.StartsWith("The tenant fiatdashboard is at /openapi, which is one of", StringComparison.Ordinal));
        Assert.Equal(
            ["fiatdashboard"], (await app.Tenants.ListAsync(default)).Where(x => x.IsAtReservedPrefix).Select(x => x.Name));
        var row = (await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-prefix]")!;
        Assert.Equal("fiatdashboard", row.GetAttribute("data-tenant"));
        Assert.Contains("is at /openapi", row.TextContent, StringComparison.Ordinal);
    }

    /// <summary>As at the start of a host, which has started here long ago.</summary>
    private static async Task CheckAsync(MarketplaceApp app)
    {
        var check = ActivatorUtilities.CreateInstance<ReservedPrefixCheck>(app.Services);
        await check.StartAsync(default);
        await check.StopAsync(default);
    }
}
