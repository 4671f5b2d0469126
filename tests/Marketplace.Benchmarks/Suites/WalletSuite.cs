using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Benchmarks.Load;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Suites;

/// <summary>
/// What customers read of their wallet, over HTTP on PostgreSQL: the balance, and the page of somebody with a long history beside a short
/// one's.
/// </summary>
internal static class WalletSuite
{
    private const int LongHistory = 1_000_000;

    public static async Task RunAsync(int requests)
    {
        await using var server = await DurablePostgres.StartAsync();
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Database = server.ConnectionString,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "Error" },
        });
        var few = await SeededCustomer.MakeAsync(app, "few@example.com", 100);
        var many = await SeededCustomer.MakeAsync(app, "many@example.com", LongHistory);
        await app.InTenantAsync(
            "mycelium",
            services => services.GetRequiredService<IDatabase>()
                .InTransactionAsync(db => db.ExecuteAsync("analyze;"), CancellationToken.None));

        var info = RawClient.Request(app.Address, "/api/wallet/info", few);
        var (shortPage, longPage) =
            (RawClient.Request(app.Address, "/dashboard/wallet", few), RawClient.Request(app.Address, "/dashboard/wallet", many));
        var machine = new Machine();
        var (balance, shorts, longs) = (new Series(), new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var runs = (
                Balance: await Latencies.MeasureAsync(app.Address, info, clients: 16, requests),
                Short: await Latencies.MeasureAsync(app.Address, shortPage, clients: 1, requests / 20),
                Long: await Latencies.MeasureAsync(app.Address, longPage, clients: 1, requests / 20));
            if (round < 0)
                continue;
            balance.Add(runs.Balance.P95);
            shorts.Add(runs.Short.Median);
            longs.Add(runs.Long.Median);
        }

        Report.Figure("GET /api/wallet/info, 16 clients, p95", balance, "0.0 ms", "below 20 ms");
        Report.Figure("Wallet page with 100 transactions, median (the baseline)", shorts, "0.0 ms");
        Report.Figure("Wallet page with 1,000,000 transactions, median", longs, "0.0 ms");
        Report.Figure("  ÷ with 100", longs.Over(shorts), "0.00", "about 1");
        machine.Judge();
    }
}
