using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Testing;

/// <summary>The running product on either database, started when a test first asks for it and shared by the tests of this folder.</summary>
public sealed class CreditsSite : IAsyncLifetime
{
    public const string Customer = "customer@example.com";
    public const string Operator = "operator@example.com";

    private readonly Dictionary<DatabaseKind, Lazy<Task<MarketplaceApp>>> _apps = Enum.GetValues<DatabaseKind>()
        .ToDictionary(
            kind => kind,
            kind => new Lazy<Task<MarketplaceApp>>(() => MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind })));

    public Task<MarketplaceApp> GetAsync(DatabaseKind kind) => _apps[kind].Value;

    /// <summary>A visitor signed in as a new customer, whose wallet is empty.</summary>
    public async Task<(Visitor Visitor, string UserId)> NewCustomerAsync(DatabaseKind kind, string tenant = "mycelium", string prefix = "")
    {
        var app = await GetAsync(kind);
        var email = $"wallet-{Guid.NewGuid():N}@example.com";
        await app.InTenantAsync(tenant, services => services.GetRequiredService<IAdministratorAccounts>()
            .CreateAsync(new AdministratorAccount(email, MarketplaceApp.Password), CancellationToken.None));
        var user = await app.InTenantAsync(
            tenant, services => services.GetRequiredService<IUserDirectory>().FindByEmailAsync(email, CancellationToken.None));
        var visitor = app.NewVisitor(prefix);
        await visitor.SignInAsync(email);
        return (visitor, user!.Id);
    }

    public async Task PostAsync(DatabaseKind kind, Posting posting, string tenant = "mycelium")
    {
        var app = await GetAsync(kind);
        await app.InTenantAsync(tenant, async services =>
        {
            var result = await services.GetRequiredService<IDatabase>().InTransactionAsync(
                db => services.GetRequiredService<ILedger>().PostAsync(db, posting, CancellationToken.None), CancellationToken.None);
            Assert.IsType<PostResult.Posted>(result);
        });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values.Where(x => x.IsValueCreated))
            await (await app.Value).DisposeAsync();
    }
}
