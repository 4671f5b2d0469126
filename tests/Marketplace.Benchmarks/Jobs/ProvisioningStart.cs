using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Benchmarks.Load;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Jobs;

/// <summary>From the click on "Buy Now" to the moment its machine is being made.</summary>
internal sealed class ProvisioningStart : IAsyncDisposable
{
    private const string Tenant = "mycelium";

    private readonly MarketplaceApp _app;
    private readonly HttpClient _customer;

    private ProvisioningStart(MarketplaceApp app, HttpClient customer) => (_app, _customer) = (app, customer);

    /// <param name="postgres">Null on SQLite.</param>
    public static async Task<ProvisioningStart> StartAsync(string? postgres)
    {
        var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Database = postgres,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "None", ["Marketplace:RateLimits:Money"] = "1000000",
            },
        });
        const string Email = "starts@example.com";
        var cookies = await SeededCustomer.MakeAsync(app, Email, 1);
        await app.InTenantAsync(Tenant, async services =>
        {
            var user = (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(Email, CancellationToken.None))!;
            await services.GetRequiredService<ILedger>().PostAsync(
                new Posting(
                    "bench:starts", TransactionType.TopUp, user.Id, CreditAmount.FromDecimal(100_000), SystemAccount.PaymentClearing,
                    "Enough", new Dictionary<string, string>()), CancellationToken.None);
        });
        var customer = new HttpClient { BaseAddress = app.Address };
        customer.DefaultRequestHeaders.Add("Cookie", cookies);
        return new ProvisioningStart(app, customer);
    }

    /// <returns>Milliseconds until the work began, and until the purchase was answered.</returns>
    public async Task<(Latencies Begun, Latencies Answered)> MeasureAsync(int purchases)
    {
        var (begun, answered) = (new List<double>(), new List<double>());
        for (var i = 0; i < purchases; i++)
        {
            var (clicked, clock) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
            using var answer = await _customer.PostAsJsonAsync(
                "/api/marketplace/buy-now", new { service_id = "vm-instance", payment_method = "TFC" });
            answered.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            answer.EnsureSuccessStatusCode();
            var bought = await answer.Content.ReadFromJsonAsync<JsonNode>();
            var startedAt = await StartedAtAsync((string)bought!["action"]!["deployment_id"]!);
            begun.Add((startedAt - clicked).TotalMilliseconds);
        }

        return (new Latencies([.. begun.Order()]), new Latencies([.. answered.Order()]));
    }

    private async Task<DateTimeOffset> StartedAtAsync(string deployment)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(20))
        {
            var times = await _app.InTenantAsync(Tenant, async services =>
            {
                await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(CancellationToken.None);
                return await db.QueryAsync<DateTimeOffset>(
                    "select started_at from job_runs where job_key like @deployment || '%' order by started_at limit 1",
                    new { deployment });
            });
            if (times.Count > 0)
                return times[0];
        }

        throw new InvalidOperationException($"Nobody began with {deployment} within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        _customer.Dispose();
        await _app.DisposeAsync();
    }
}
