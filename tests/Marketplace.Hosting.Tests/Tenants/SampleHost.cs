using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>One host for tests that leave its tenants as they are.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private MarketplaceApp? _app;
    private bool _hasShop;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The host has not started.");

    public async ValueTask InitializeAsync() => _app = await MarketplaceApp.StartAsync();

    /// <summary>Makes a third tenant, at <c>shop.example</c>, once.</summary>
    public async Task ShopAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_hasShop)
                return;
            var made = await App.Tenants.CreateAsync(
                new TenantCreation("shop", "Shop", "mycelium", "", ["shop.example"], Database: null, Administrator: null)
                { AgreedHosts = ["shop.example"] }, default);
            Assert.True(made.Succeeded, made.Error);
            _hasShop = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _gate.Dispose();
    }
}
