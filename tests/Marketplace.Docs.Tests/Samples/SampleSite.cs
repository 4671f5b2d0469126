using AngleSharp.Html.Dom;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Marketplace.Docs.Tests.Samples.SampleSite))]

namespace Marketplace.Docs.Tests.Samples;

/// <summary>
/// The real host with the sample tenants and, at <c>/vault</c>, one of the recipe that sells packages. Its grid delivers at once.
/// </summary>
public sealed class SampleSite : IAsyncLifetime
{
    private MarketplaceApp? _app;

    public MarketplaceApp App => _app ?? throw new InvalidOperationException("The site has not started.");

    public async ValueTask InitializeAsync()
    {
        _app = await MarketplaceApp.StartAsync();
        var created = await _app.Tenants.CreateAsync(
            new TenantCreation("vault", "StreamVault", "streamvault", "/vault", [], Database: null, Administrator: null),
            TestContext.Current.CancellationToken);
        Assert.True(created.Succeeded, created.Error);
        await _app.InTenantAsync("mycelium", async services =>
        {
            var changed = await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync(
                "simulatedGrid", new { startSeconds = 0 }, TestContext.Current.CancellationToken);
            Assert.True(changed.Succeeded, changed.Error);
        });
    }

    public async Task<IHtmlDocument> ReadAsync(string address, string prefix = "")
    {
        using var visitor = App.NewVisitor(prefix);
        return await visitor.GetPageAsync(address);
    }

    public ValueTask DisposeAsync() => _app is null ? ValueTask.CompletedTask : _app.DisposeAsync();
}
