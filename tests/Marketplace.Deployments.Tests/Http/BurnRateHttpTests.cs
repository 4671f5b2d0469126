using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Marketplace.Data;
using Marketplace.Deployments.Tests.RecurringCosts;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Tests.Http;

public sealed class BurnRateOnSqliteTests(SqliteHost host) : BurnRateHttpTests(host), IClassFixture<SqliteHost>;

public sealed class BurnRateOnPostgresTests(PostgresHost host) : BurnRateHttpTests(host), IClassFixture<PostgresHost>;

/// <summary>The burn rate of what the sample customer of the acceptance list runs.</summary>
public abstract partial class BurnRateHttpTests(DeploymentHost host)
{
    [Fact]
    [Trait("Acceptance", "S0-42"), Trait("Acceptance", "S0-44"), Trait("Acceptance", "S0-46")]
    public async Task The_block_reads_as_documented_on_the_overview_and_in_the_wallet()
    {
        var customer = await SampleAsync(47.50m);
        foreach (var path in new[] { "/dashboard", "/dashboard/wallet" })
        {
            var block = (await customer.GetPageAsync(path)).QuerySelector("[data-test=burn-rate]")!;
            Assert.Equal(
                """
                Credit Usage Overview:
                Current Balance: $47.50
                Monthly Burn Rate: $23.00/month
                ├── VM-Production: $15.00/month
                ├── Gateway-EU: $5.00/month
                └── Storage-Backup: $3.00/month
                Projected Balance in 30 days: $24.50
                At this rate your credits last 61 more days.
                """,
                Text(block));
            Assert.All(block.QuerySelectorAll(".burn-branch"), x => Assert.Equal("true", x.GetAttribute("aria-hidden")));
        }
    }

    [Fact]
    [Trait("Acceptance", "S0-42"), Trait("Acceptance", "S0-44")]
    public async Task Auto_top_up_is_advised_when_the_projection_is_low()
    {
        var block = (await (await SampleAsync(32.99m)).GetPageAsync("/dashboard")).QuerySelector("[data-test=burn-rate]")!;
        Assert.Contains(
            "Projected Balance in 30 days: $9.99\n⚠️ Consider enabling auto top-up\n", Text(block), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "S0-45"), Trait("Acceptance", "S0-51")]
    public async Task The_endpoint_answers_the_documented_shape()
    {
        var customer = await SampleAsync(47.50m);
        var answer = await (await customer.GetAsync("/api/wallet/burn-rate-analysis")).Content.ReadAsStringAsync();
        Assert.Equal(
            """{"monthly_burn_rate":23.00,"daily_burn_rate":0.77,"deployments":"""
            + """[{"deployment_id":"dep_","deployment_name":"VM-Production","monthly_cost":15.00,"daily_cost":"""
            + """0.50,"status":"Running"},{"deployment_id":"dep_","deployment_name":"Gateway-EU","monthly_cost":5.00,"daily_cost":"""
            + """0.17,"status":"Running"},{"deployment_id":"dep_","deployment_name":"Storage-Backup","monthly_cost":3.00,"daily_cost":"""
            + """0.10,"status":"Running"}],"projected_balance_30_days":24.50,"days_until_empty":61}""",
            Ids().Replace(answer, "dep_"));
        using var visitor = host.App.NewVisitor();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/wallet/burn-rate-analysis")).StatusCode);
    }

    private async Task<Visitor> SampleAsync(decimal credits)
    {
        var customer = await host.RegisterAsync(credits);
        var transactions = await customer.GetAsync("/api/wallet/transactions");
        using var list = System.Text.Json.JsonDocument.Parse(await transactions.Content.ReadAsStringAsync());
        var userId = list.RootElement.GetProperty("transactions")[0].GetProperty("user_id").GetString()!;
        await host.App.InTenantAsync("mycelium", async services =>
        {
            foreach (var (name, price) in new[] { ("VM-Production", 15m), ("Gateway-EU", 5m), ("Storage-Backup", 3m) })
                await Samples.AddAsync(services.GetRequiredService<IDatabase>(), userId, name, price);
        });
        return customer;
    }

    /// <summary>One line for the title and for each paragraph and branch, as it reads.</summary>
    private static string Text(IElement block) =>
        string.Join(
            '\n',
            block.QuerySelectorAll("h2, p, li")
                .Select(x => string.Join(' ', x.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))
            .Replace("\n ", "\n", StringComparison.Ordinal);

    [GeneratedRegex("dep_[0-9a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ids();
}
