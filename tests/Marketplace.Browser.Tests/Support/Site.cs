using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Browser.Tests;

/// <summary>The whole product on a free port, with the directory of tenants in its first tenant. Tests that change the site for everybody take one of their own as class fixture.</summary>
public sealed class Site : IAsyncLifetime
{
    private MarketplaceApp? _app;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    public async ValueTask InitializeAsync()
    {
        _app = await MarketplaceApp.StartAsync();
        await _app.InTenantAsync("mycelium", async services =>
        {
            var directory = await services.GetRequiredService<ITenantAdministration>().ChangeFeaturesAsync(["Marketplace.Tenants.Directory"], [], CancellationToken.None);
            Assert.True(directory.Succeeded, directory.Error);
        });
    }

    public ValueTask DisposeAsync() => _app is null ? ValueTask.CompletedTask : _app.DisposeAsync();
}
