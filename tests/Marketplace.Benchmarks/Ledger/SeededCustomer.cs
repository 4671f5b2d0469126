using System.Net;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>Somebody signed in, with a history written straight into the tables.</summary>
internal static class SeededCustomer
{
    private const int Batch = 50_000;

    /// <returns>The cookies of their session.</returns>
    public static async Task<string> MakeAsync(MarketplaceApp app, string email, int transactions)
    {
        using var visitor = app.NewVisitor();
        var answer = await visitor.SubmitAsync("/account/register", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Name"] = "Somebody", ["Input.Email"] = email, ["Input.Password"] = MarketplaceApp.Password,
        });
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"{email} could not register: {answer.StatusCode}");
        await app.InTenantAsync("mycelium", async services =>
        {
            var user = (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(email, CancellationToken.None))!;
            await services.GetRequiredService<ILedger>().PostAsync(
                new Posting(
                    "bench:" + email, TransactionType.TopUp, user.Id, CreditAmount.FromDecimal(1), SystemAccount.PaymentClearing, "First",
                    new Dictionary<string, string>()), default);
            await services.GetRequiredService<IDatabase>()
                .InTransactionAsync(db => WriteAsync(db, user.Id, transactions), CancellationToken.None);
        });
        return visitor.Cookies.GetCookieHeader(app.Address);
    }

    /// <summary>One credit each, a minute apart and ending now.</summary>
    private static async Task WriteAsync(UnitOfWork db, string userId, int count)
    {
        var account = await db.QuerySingleAsync<string>(
            "select id from ledger_accounts where owner = @userId and kind = 'customer'", new { userId });
        for (var first = 2; first <= count; first += Batch)
        {
            await db.ExecuteAsync(
                """
                insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at)
                  select 'txn_made_' || @account || n, 'made:' || @account || n, '', 'TopUp', 'Credit purchase', '{}',
                  now() - (@count - n) * interval '1 minute'
                  from generate_series(@first, @last) n;
                insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
                  select @account, n, 'txn_made_' || @account || n, 'TopUp', 1000000, (n - 1) * cast(1000000 as bigint),
                  n * cast(1000000 as bigint), now() - (@count - n) * interval '1 minute'
                  from generate_series(@first, @last) n;
                """,
                new { account, count, first, last = Math.Min(first + Batch - 1, count) });
        }

        await db.ExecuteAsync(
            "update ledger_accounts set posted = @count * cast(1000000 as bigint), version = @count where id = @account",
            new { account, count });
    }
}
