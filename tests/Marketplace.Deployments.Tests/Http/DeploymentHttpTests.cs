using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Deployments.Tests.Http;

public sealed class DeploymentsOnSqliteTests(SqliteHost host) : DeploymentHttpTests(host), IClassFixture<SqliteHost>;

public sealed class DeploymentsOnPostgresTests(PostgresHost host) : DeploymentHttpTests(host), IClassFixture<PostgresHost>;

/// <summary>Purchases that really are deployed: by the host's own outbox, jobs and simulated grid.</summary>
public abstract class DeploymentHttpTests(DeploymentHost host)
{
    [Fact]
    [Trait("Acceptance", "S1-33"), Trait("Acceptance", "S0-41"), Trait("Acceptance", "S1-23")]
    public async Task What_is_bought_runs_by_itself_and_says_how_to_reach_it()
    {
        var customer = await host.RegisterAsync(25);
        var id = await BuyAsync(customer);

        var running = await UntilAsync(customer, id, "Running");

        Assert.Equal(
            ("vm-instance", "VM Instance", "5.00", "month"),
            (Text(running, "service_id"), Text(running, "name"), running.GetProperty("price").GetRawText(), Text(running, "period")));
        Assert.StartsWith(
            "ssh root@203.0.113.", running.GetProperty("connection_details").GetProperty("ssh_command").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, running.GetProperty("error_message").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, running.GetProperty("next_renewal_at").ValueKind);
        Assert.DoesNotContain("commission", running.GetRawText(), StringComparison.OrdinalIgnoreCase);
        var page = await customer.GetPageAsync("/dashboard/deployments/" + id);
        Assert.Equal("Running", page.QuerySelector("[data-test=status]")!.TextContent.Trim());
        Assert.Equal(3, page.QuerySelectorAll("[data-test=connection] .copy-button").Length);
        Assert.Contains("$5.00/month", page.QuerySelector("[data-test=cost]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("ommission", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            id, (await customer.GetPageAsync("/dashboard/deployments")).QuerySelector("[data-test=deployments]")!.InnerHtml,
            StringComparison.Ordinal);
        Assert.NotNull((await customer.GetPageAsync("/dashboard")).QuerySelector("[data-test=overview-deployments]"));
        await host.AssertLedgerAsync();
    }

    [Fact]
    public async Task The_part_that_changes_is_served_alone()
    {
        var customer = await host.RegisterAsync(25);
        var id = await BuyAsync(customer);
        await UntilAsync(customer, id, "Running");

        var answer = await customer.GetAsync($"/dashboard/deployments/{id}?handler=Live");

        var part = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", part, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("data-status=\"Running\"", part, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Somebody_elses_deployment_is_unknown()
    {
        var customer = await host.RegisterAsync(25);
        var other = await host.RegisterAsync(0);
        var id = await BuyAsync(customer);

        foreach (var path in new[]
            { $"/api/deployments/{id}", $"/dashboard/deployments/{id}", $"/dashboard/deployments/{id}?handler=Live",
                "/api/deployments/dep_unknown" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.NotNull((await other.GetPageAsync("/dashboard/deployments")).QuerySelector("[data-test=browse]"));
        using var visitor = host.App.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync($"/api/deployments/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync($"/dashboard/deployments/{id}")).StatusCode);
    }

    [Fact]
    public async Task Operators_see_everything_with_the_commission_and_customers_do_not()
    {
        var customer = await host.RegisterAsync(25);
        var id = await BuyAsync(customer);
        await UntilAsync(customer, id, "Running");
        using var operatorVisitor = host.App.NewVisitor();
        await operatorVisitor.SignInAsync("operator@example.com");

        var row = (await operatorVisitor.GetPageAsync("/admin/deployments?status=Running")).QuerySelector($"tr[data-deployment={id}]")!;

        Assert.Contains("$0.50", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("$4.50", row.TextContent, StringComparison.Ordinal);
        Assert.Null((await operatorVisitor.GetPageAsync("/admin/deployments?status=Failed")).QuerySelector($"tr[data-deployment={id}]"));
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/deployments")).StatusCode);
    }

    private static async Task<string> BuyAsync(Visitor customer)
    {
        var answer = await customer.PostJsonAsync("/api/marketplace/buy-now", new { service_id = "vm-instance", payment_method = "TFC" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("action").GetProperty("deployment_id").GetString()!;
    }

    private static Task<JsonElement> UntilAsync(Visitor customer, string id, string status) => Eventually.BecomesAsync(
        async () => await (await customer.GetAsync("/api/deployments/" + id)).Content.ReadFromJsonAsync<JsonElement>(),
        x => Text(x, "status") == status,
        x => $"it is {Text(x, "status")}, not {status}");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

/// <summary>The real host with customers who have credits. One for all tests of a class.</summary>
public abstract class DeploymentHost(DatabaseKind kind) : IAsyncLifetime
{
    private static int _customers;

    public MarketplaceApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });

    public async Task<Visitor> RegisterAsync(decimal credits)
    {
        var email = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"new{Interlocked.Increment(ref _customers)}@example.org");
        var visitor = App.NewVisitor();
        await visitor.SubmitAsync(
            "/account/register", new Dictionary<string,
            string> { ["Input.Name"] = "New Person", ["Input.Email"] = email, ["Input.Password"] = MarketplaceApp.Password });
        if (credits > 0)
            await App.InTenantAsync("mycelium", services => GiveAsync(services, email, credits));
        return visitor;
    }

    public Task AssertLedgerAsync() =>
        App.InTenantAsync("mycelium", services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));

    private static Task GiveAsync(IServiceProvider services, string email, decimal credits) =>
        services.GetRequiredService<IDatabase>().InTransactionAsync(
            async transaction =>
            {
                var id = await transaction.QuerySingleAsync<string>("select id from users where email = @email", new { email });
                var posting = new Posting(
                    "gift:" + id, TransactionType.AdminAdjustment, id, CreditAmount.FromDecimal(credits), SystemAccount.Adjustments,
                    "A gift", new Dictionary<string, string>());
                await services.GetRequiredService<ILedger>().PostAsync(transaction, posting, default);
            },
            default);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteHost() : DeploymentHost(DatabaseKind.Sqlite);

public sealed class PostgresHost() : DeploymentHost(DatabaseKind.Postgres);
