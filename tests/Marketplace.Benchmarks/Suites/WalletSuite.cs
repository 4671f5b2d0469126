using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Benchmarks.Load;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Suites;

/// <summary>What customers read of their wallet, over HTTP on PostgreSQL: the balance, and the page of somebody with a long history beside a short one's.</summary>
internal static class WalletSuite
{
    private const int Rounds = 3;
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
        await app.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync("analyze;"), CancellationToken.None));

        var info = RawClient.Request(app.Address, "/api/wallet/info", few);
        var (shortPage, longPage) = (RawClient.Request(app.Address, "/dashboard/wallet", few), RawClient.Request(app.Address, "/dashboard/wallet", many));
        var (balance, shorts, longs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
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

        Report.Line("GET /api/wallet/info, 16 clients, p95", $"{Report.Median(balance):0.0} ms", "below 20 ms");
        Report.Line("Wallet page with 100 transactions, median (the baseline)", $"{Report.Median(shorts):0.0} ms");
        Report.Line("Wallet page with 1,000,000 transactions, median", $"{Report.Median(longs):0.0} ms");
        Report.Line("  ÷ with 100", $"{Report.Median(longs) / Report.Median(shorts):0.00}", "about 1");
    }
}
