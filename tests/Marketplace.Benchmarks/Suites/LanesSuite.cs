using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
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
/// A card purchase from the click to the credited balance: alone, beside a thousand mails, and beside twenty mails to a server that never
/// answers.
/// </summary>
internal static class LanesSuite
{
    private const string Tenant = "mycelium";
    private const int Clients = 4;

    public static async Task RunAsync(int purchases)
    {
        await using var server = await DurablePostgres.StartAsync();
        Environment.SetEnvironmentVariable("MARKETPLACE_TEST_POSTGRES", server.ConnectionString);
        await using var mails = new MailServer();
        await using var app = await StartAsync(server, mails);
        var buyers = await BuyersAsync(app);
        var machine = new Machine();
        var (alone, many, dead) = (new Series(), new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            await machine.LookAsync();
            var without = await RoundAsync(app, buyers, purchases);
            await TellAsync(app, $"many{round}", 1_000);
            var besideMany = await RoundAsync(app, buyers, purchases);
            await UntilAsync(app, "select count(*) from outbox_deliveries where handler = 'Marketplace.Notifications.SendNoticeMail'", 0);
            mails.IsSilent = true;
            await TellAsync(app, $"dead{round}", 20);
            await mails.HeldAsync(20);
            var besideDead = await RoundAsync(app, buyers, purchases);
            mails.IsSilent = false;
            await UntilAsync(app, "select count(*) from outbox_deliveries where handler = 'Marketplace.Notifications.SendNoticeMail'", 0);
            if (round < 0)
                continue;
            alone.Add(without);
            many.Add(besideMany);
            dead.Add(besideDead);
        }

        buyers.ForEach(x => x.Dispose());
        Report.Figure("A card purchase, from the click to the credited balance, p95", alone, "0 ms");
        Report.Figure("  beside 1,000 mails ÷ alone", many.Over(alone), "0.00", "1");
        Report.Figure("  beside 20 mails to a server that never answers ÷ alone", dead.Over(alone), "0.00", "1");
        machine.Judge();
    }

    private static async Task<MarketplaceApp> StartAsync(DurablePostgres server, MailServer mails)
    {
        var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Database = server.ConnectionString,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "None",
                ["Marketplace:RateLimits:Money"] = "1000000",
                ["Marketplace:Smtp:Host"] = "127.0.0.1",
                ["Marketplace:Smtp:Port"] = mails.Port.ToString(CultureInfo.InvariantCulture),
                ["Marketplace:Smtp:From"] = "shop@shop.example",
                ["Marketplace:Smtp:UseTls"] = "false",
                ["Marketplace:Outbox:Lanes:Mail"] = "20",
            },
        });
        await app.InTenantAsync(Tenant, async services =>
        {
            var settings = services.GetRequiredService<ITenant>().Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
            await services.GetRequiredService<ITenantAdministration>().ChangeSettingsAsync(
                PaymentsSettings.Section, settings with { NewAccountDays = 0, DailyLimitUsd = null }, CancellationToken.None);
        });
        return app;
    }

    private static async Task<List<CardBuyer>> BuyersAsync(MarketplaceApp app)
    {
        var settings = await app.InTenantAsync(
            Tenant, services => services.GetRequiredService<IPaymentGateway>().GetBrowserSettingsAsync(CancellationToken.None));
        var buyers = new List<CardBuyer>();
        for (var i = 0; i < Clients; i++)
            buyers.Add(new CardBuyer(app, await SeededCustomer.MakeAsync(app, $"lane{i}@example.com", 1), settings!.PublishableKey));
        return buyers;
    }

    /// <returns>The 95th percentile in milliseconds.</returns>
    private static async Task<double> RoundAsync(MarketplaceApp app, IReadOnlyList<CardBuyer> buyers, int purchases)
    {
        var took = new ConcurrentBag<double>();
        var next = -1;
        await Task.WhenAll(buyers.Select(buyer => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) < purchases)
            {
                var clock = Stopwatch.GetTimestamp();
                var topUp = await buyer.BuyAsync();
                await UntilAsync(app, $"select count(*) from ledger_transactions where idempotency_key = 'topup:{topUp.Id}'", 1);
                took.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
        })));
        return new Latencies([.. took.Order()]).P95;
    }

    private static Task TellAsync(MarketplaceApp app, string prefix, int mails) => app.InTenantAsync(Tenant, async services =>
    {
        var user = (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync("customer@example.com", CancellationToken.None))!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["balance"] = "$6.99", ["threshold"] = "$10.00" };
        await services.GetRequiredService<IDatabase>().InTransactionAsync(
            async db =>
            {
                for (var i = 0; i < mails; i++)
                {
                    var told = new Notification(
                        "credits.ran-low", user.Id, string.Create(CultureInfo.InvariantCulture, $"{prefix}_{i}"), values,
                        "~/dashboard/wallet");
                    await services.GetRequiredService<INotifier>().NotifyAsync(db, told, CancellationToken.None);
                }
            },
            CancellationToken.None);
    });

    private static Task UntilAsync(MarketplaceApp app, string sql, long expected) => app.InTenantAsync(Tenant, async services =>
    {
        var database = services.GetRequiredService<IDatabase>();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (var db = await database.OpenAsync(CancellationToken.None))
            {
                if (await db.ScalarAsync<long>(sql) == expected)
                    return;
            }

            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(3))
                throw new InvalidOperationException("Not within three minutes: " + sql);
            await Task.Delay(5);
        }
    });
}
