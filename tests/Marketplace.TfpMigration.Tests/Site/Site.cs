using Marketplace.Testing;

namespace Marketplace.TfpMigration.Tests.Site;

/// <summary>The running product on either database, started when a test first asks for it.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Customer = "customer@example.com";
    public const string Operator = "operator@example.com";

    private readonly Dictionary<DatabaseKind, Lazy<Task<MarketplaceApp>>> _apps = Enum.GetValues<DatabaseKind>()
        .ToDictionary(
            kind => kind,
            kind => new Lazy<Task<MarketplaceApp>>(() => MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind })));

    public Task<MarketplaceApp> GetAsync(DatabaseKind kind) => _apps[kind].Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values.Where(x => x.IsValueCreated))
            await (await app.Value).DisposeAsync();
    }
}
