using Marketplace.Testing;

[assembly: AssemblyFixture(typeof(Marketplace.SampleModule.Tests.Hosts))]

namespace Marketplace.SampleModule.Tests;

/// <summary>
/// One host for each database, shared by all tests: the tenant <c>mycelium</c> has the module on from the beginning,
/// <c>fiatdashboard</c> has not.
/// </summary>
public sealed class Hosts : IAsyncDisposable
{
    private readonly Lazy<Task<MarketplaceApp>> _sqlite = new(() => StartAsync(DatabaseKind.Sqlite));
    private readonly Lazy<Task<MarketplaceApp>> _postgres = new(() => StartAsync(DatabaseKind.Postgres));

    internal Task<MarketplaceApp> GetAsync(DatabaseKind kind) => kind == DatabaseKind.Postgres ? _postgres.Value : _sqlite.Value;

    private static async Task<MarketplaceApp> StartAsync(DatabaseKind kind)
    {
        var app = await Greetings.StartAsync(kind);
        await app.SwitchAsync("mycelium", on: true);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { _sqlite, _postgres }.Where(x => x.IsValueCreated))
            await (await host.Value).DisposeAsync();
    }
}
