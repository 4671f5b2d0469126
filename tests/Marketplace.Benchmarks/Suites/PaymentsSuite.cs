using System.Collections.Concurrent;
using System.Diagnostics;
using Marketplace.Benchmarks.Hosts;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Benchmarks.Load;
using Marketplace.Benchmarks.Payments;
using Marketplace.Data;
using Marketplace.Payments;
using Marketplace.Payments.Gateways;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Suites;

/// <summary>
/// Buying credits over HTTP on PostgreSQL, sandbox and webhooks included; and what an automatic top-up that buys nothing adds to debits.
/// </summary>
internal static class PaymentsSuite
{
    private const int Clients = 16;

    public static async Task RunAsync(int topUps, TimeSpan debits)
    {
        await using var server = await DurablePostgres.StartAsync();
        Environment.SetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES", server.ConnectionString);
        await TopUpsAsync(server, topUps);
        await DebitsAsync(debits);
    }

    private static async Task TopUpsAsync(DurablePostgres server, int topUps)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Database = server.ConnectionString,
            Settings = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "Error", ["Marketplace:RateLimits:Money"] = "1000000" },
        });
        await app.InTenantAsync("mycelium", async services =>
        {
            var settings = services.GetRequiredService<ITenant>().Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
            await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync(
                PaymentsSettings.Section, settings with { NewAccountDays = 0, DailyLimitUsd = null }, CancellationToken.None);
        });
        var key =
            (await app.InTenantAsync(
                "mycelium",
                services => services.GetRequiredService<IPaymentGateway>()
                    .GetBrowserSettingsAsync(CancellationToken.None)))!.PublishableKey;
        var buyers = new List<CardBuyer>();
        for (var i = 0; i < Clients; i++)
            buyers.Add(new CardBuyer(app, await SeededCustomer.MakeAsync(app, $"buyer{i}@example.com", 1), key));

        var machine = new Machine();
        var (paying, crediting) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var (paid, credited) = await RoundAsync(app, buyers, round < 0 ? Clients * 2 : topUps);
            if (round < 0)
                continue;
            paying.Add(paid.P95);
            crediting.Add(credited.P95);
        }

        buyers.ForEach(x => x.Dispose());
        Report.Figure("Top-up through the sandbox, started and paid, 16 clients, p95", paying, "0 ms", "below 300 ms");
        Report.Figure("From paid, by webhook, to the credited balance, p95", crediting, "0 ms", "below 250 ms");
        machine.Judge();
    }

    private static async Task<(Latencies Paid, Latencies Credited)> RoundAsync(
        MarketplaceApp app, IReadOnlyList<CardBuyer> buyers, int topUps)
    {
        var (paid, credited) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        var next = -1;
        await Task.WhenAll(buyers.Select(buyer => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) < topUps)
            {
                var topUp = await buyer.BuyAsync();
                paid.Add(topUp.Took.TotalMilliseconds);
                await WaitAsync(app, topUp);
                credited.Add(Stopwatch.GetElapsedTime(topUp.PaidAt).TotalMilliseconds);
            }
        })));
        return (new Latencies([.. paid.Order()]), new Latencies([.. credited.Order()]));
    }

    private static Task WaitAsync(MarketplaceApp app, PaidTopUp topUp) =>
        app.InTenantAsync("mycelium", async services =>
        {
            var database = services.GetRequiredService<IDatabase>();
            while (true)
            {
                await using (var db = await database.OpenAsync(CancellationToken.None))
                {
                    if (await db.ScalarAsync<long>(
                        "select count(*) from ledger_transactions where idempotency_key = @key", new { key = "topup:" + topUp.Id }) == 1)
                        return;
                }

                if (Stopwatch.GetElapsedTime(topUp.PaidAt) > TimeSpan.FromSeconds(30))
                    throw new InvalidOperationException($"Top-up {topUp.Id} was not credited.");
                await Task.Delay(5);
            }
        });

    private static async Task DebitsAsync(TimeSpan time)
    {
        await using var without = await WatchedDebits.PrepareAsync(withAutoTopUp: false);
        await using var with = await WatchedDebits.PrepareAsync(withAutoTopUp: true);
        var machine = new Machine();
        var (bare, watched) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            var length = round < 0 ? TimeSpan.FromSeconds(1) : time;
            var rates = (Bare: await without.MeasureAsync(length), Watched: await with.MeasureAsync(length));
            if (round < 0)
                continue;
            bare.Add(rates.Bare);
            watched.Add(rates.Watched);
        }

        Report.Figure("Debits without automatic top-up (the baseline)", bare, "0 /s");
        Report.Figure("Debits with automatic top-up on, crossing nothing", watched, "0 /s");
        Report.Figure("  ÷ without", watched.Over(bare), "0.00", "at least 0.9");
        machine.Judge(bare);
    }
}
