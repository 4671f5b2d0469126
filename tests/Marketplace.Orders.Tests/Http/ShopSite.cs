using System.Net;
using System.Security.Claims;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Orders.Tests.Http;

/// <summary>The real host with its sample tenants, and customers who have registered there. One for all tests of a class.</summary>
public abstract class ShopSite(DatabaseKind kind) : IAsyncLifetime
{
    private static int _customers;

    public MarketplaceApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });

    /// <summary>Somebody new, signed in, with credits.</summary>
    internal async Task<Customer> RegisterAsync(decimal credits = 0, string prefix = "")
    {
        var number = Interlocked.Increment(ref _customers);
        var visitor = App.NewVisitor(prefix);
        var answer = await visitor.SubmitAsync(
            "/account/register",
            new Dictionary<string,
            string>
            { ["Input.Name"] = "New Person", ["Input.Email"] = $"new{number}@example.org", ["Input.Password"] = MarketplaceApp.Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var tenant = prefix.Length == 0 ? "mycelium" : prefix[1..];
        var id = await App.InTenantAsync(tenant, services => FindUserAsync(services, $"new{number}@example.org"));
        if (credits > 0)
            await App.InTenantAsync(tenant, services => GiveAsync(services, id, credits));
        return new Customer(visitor, id);
    }

    /// <summary>Auto top-up "when below $10, buy $25", without a saved card.</summary>
    public Task SwitchAutoTopUpOnAsync(string userId) =>
        App.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into auto_topup_settings (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days,
                created_at, updated_at)
                values (@userId, @yes, 'Fixed', 1000, 2500, 5000, 30, @now, @now)
                """,
                new { userId, yes = true, now = DateTimeOffset.UtcNow },
                default),
            default));

    public Task<WalletBalance> BalanceAsync(string userId) =>
        App.InTenantAsync("mycelium", services => services.GetRequiredService<ILedger>().GetBalanceAsync(userId, default));

    public Task AssertLedgerAsync() =>
        App.InTenantAsync("mycelium", services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));

    private static async Task<string> FindUserAsync(IServiceProvider services, string email)
    {
        await using var session = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        return await session.QuerySingleAsync<string>("select id from users where email = @email", new { email });
    }

    private static Task GiveAsync(IServiceProvider services, string userId, decimal credits) =>
        services.GetRequiredService<IDatabase>().InTransactionAsync(
            transaction => services.GetRequiredService<ILedger>().PostAsync(
                transaction,
                new Posting(
                    "gift:" + userId, TransactionType.AdminAdjustment, userId, CreditAmount.FromDecimal(credits), SystemAccount.Adjustments,
                    "A gift",
                    new Dictionary<string, string>()),
                default),
            default);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

internal sealed record Customer(Visitor Visitor, string Id);

public sealed class SqliteShopSite() : ShopSite(DatabaseKind.Sqlite);

public sealed class PostgresShopSite() : ShopSite(DatabaseKind.Postgres);
