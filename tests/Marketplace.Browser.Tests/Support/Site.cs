using Marketplace.Testing;

namespace Marketplace.Browser.Tests;

/// <summary>The whole product on a free port. Tests that change the site for everybody take one of their own as class fixture.</summary>
public sealed class Site : IAsyncLifetime
{
    private MarketplaceApp? _app;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    public async ValueTask InitializeAsync() => _app = await MarketplaceApp.StartAsync();

    public ValueTask DisposeAsync() => _app is null ? ValueTask.CompletedTask : _app.DisposeAsync();
}
