using Marketplace.Docs.Search;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Marketplace.Docs.Tests.Pages.DocsHost))]

namespace Marketplace.Docs.Tests.Pages;

/// <summary>The real host with the pages of a test in two tenants, one below a prefix; shared by all tests of pages.</summary>
public sealed class DocsHost : IAsyncDisposable
{
    private readonly Lazy<Task<MarketplaceApp>> _app = new(StartAsync);

    internal Task<MarketplaceApp> GetAsync() => _app.Value;

    private static async Task<MarketplaceApp> StartAsync()
    {
        var app = await MarketplaceApp.StartAsync();
        foreach (var tenant in new[] { "mycelium", "fiatdashboard" })
        {
            await app.InTenantAsync(tenant, async services =>
            {
                var changed = await services.GetRequiredService<ITenantAdministration>()
                    .ChangeFeaturesAsync(["Marketplace.Docs", "Marketplace.Docs.Tests"], [], default);
                Assert.Null(changed.Error);
            });
            await app.InTenantAsync(tenant, async services =>
            {
                await services.GetRequiredService<IndexPages>().CatchUpAsync(default);
            });
        }

        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }
}
