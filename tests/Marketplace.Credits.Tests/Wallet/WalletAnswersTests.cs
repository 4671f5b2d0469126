using System.Security.Claims;
using System.Text.Json;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Wallet;

/// <summary>The documented shapes, letter by letter.</summary>
public sealed class WalletAnswersTests
{
    [Fact]
    [Trait("Acceptance", "S0-54")]
    public async Task Wallet_info()
    {
        await using var shell = await WithBalanceAsync();
        Assert.Equal(
            """{"balance":25.00,"currency":"USD","auto_topup_enabled":false,"auto_topup_threshold":10.00}""",
            await JsonAsync(shell, (x, user) => x.InfoAsync(user, default)));
    }

    [Fact]
    [Trait("Acceptance", "S0-55")]
    public async Task Navbar_data()
    {
        await using var shell = await WithBalanceAsync();
        Assert.Equal(
            """{"wallet_balance_formatted":"$25.00","display_currency":"USD","auto_topup_enabled":false,"auto_topup_status":"Off"}""",
            await JsonAsync(shell, (x, user) => x.NavbarAsync(user, default)));
    }

    [Fact]
    [Trait("Acceptance", "S1-46")]
    public async Task Tfc_balance()
    {
        await using var shell = await WithBalanceAsync();
        Assert.Equal("""{"balance":25.00}""", await JsonAsync(shell, (x, user) => x.TfcBalanceAsync(user, default)));
    }

    [Fact]
    [Trait("Acceptance", "S0-15")]
    public async Task Every_surface_shows_what_can_be_spent()
    {
        await using var shell = await WithBalanceAsync();
        await shell.PlacedAsync(Hold(5));
        Assert.Contains("\"balance\":20.00", await JsonAsync(shell, (x, user) => x.InfoAsync(user, default)), StringComparison.Ordinal);
        Assert.Contains("\"$20.00\"", await JsonAsync(shell, (x, user) => x.NavbarAsync(user, default)), StringComparison.Ordinal);
        Assert.Equal("""{"balance":20.00}""", await JsonAsync(shell, (x, user) => x.TfcBalanceAsync(user, default)));
        Assert.Contains("\"can_afford\":false", await AffordAsync(shell, "20.01"), StringComparison.Ordinal);
        Assert.Contains("\"can_afford\":true", await AffordAsync(shell, "20.00"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "S0-52")]
    public async Task Affordability()
    {
        await using var shell = await WithBalanceAsync();
        Assert.Equal("""{"can_afford":true,"shortfall_info":null}""", await AffordAsync(shell, "25"));
        Assert.Equal(
            """{"can_afford":false,"shortfall_info":{"required":60.00,"available":25.00,"shortfall":35.00,"auto_topup_enabled":"""
            + """false,"suggested_topup":50.00}}""",
            await AffordAsync(shell, "60.00"));
        Assert.Equal(
            """{"can_afford":false,"shortfall_info":{"required":25.000001,"available":25.00,"shortfall":0.000001,"auto_topup_enabled":"""
            + """false,"suggested_topup":10.00}}""",
            await AffordAsync(shell, "25.000001"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("0.0000001")]
    [InlineData("12345678901234567890")]
    public async Task A_bad_amount_is_a_problem_of_the_field_amount(string? amount)
    {
        await using var shell = await WithBalanceAsync();
        var result = await AskAsync(shell, (x, user) => x.CheckAffordabilityAsync(user, amount, default));
        var problem = Assert.IsType<ValidationProblem>(result.Result).ProblemDetails;
        Assert.Equal(StatusCodes.Status400BadRequest, problem.Status);
        Assert.Equal(["amount"], problem.Errors.Keys);
    }

    [Fact]
    [Trait("Acceptance", "S1-11")]
    [Trait("Acceptance", "S1-13")]
    public async Task A_purchase_of_credits()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var id = await shell.PostedAsync(TopUp(25) with
        {
            Description = "Credit purchase via Stripe (pi_1)",
            Metadata = new Dictionary<string, string> { ["stripe_amount_cents"] = "2500", ["payment_intent_id"] = "pi_1" },
        });
        var transaction =
            $$$"""{"id":"{{{id}}}","user_id":"usr_ada","transaction_type":"Purchase","amount":25.00,"balance_before":"""
            + """0.00,"balance_after":25.00,"description":"Credit purchase via """
            + """Stripe (pi_1)","metadata":{"payment_intent_id":"pi_1","stripe_amount_cents":2500},"created_at":"2026-03-02T10:00:00Z"}""";

        Assert.Equal(
            $$"""{"transactions":[{{transaction}}],"next_cursor":null}""",
            await JsonAsync(
                shell,
                async (x, user) => ((Ok<TransactionList>)(await x.TransactionsAsync(user, new TransactionsRequest(), default)).Result)));
        Assert.Equal(
            transaction,
            await JsonAsync(shell, async (x, user) => (Ok<TransactionAnswer>)(await x.TransactionAsync(user, id, default)).Result));
    }

    [Fact]
    [Trait("Acceptance", "S1-14")]
    public async Task A_deployment_is_a_negative_amount()
    {
        await using var shell = await WithBalanceAsync();
        var hold = await shell.PlacedAsync(Hold(5));
        await shell.CaptureAsync(new HoldCapture(
            NewKey(), hold, Amount(5), TransactionType.Deployment, "Deployment: VM (dep_1)", new Dictionary<string,
            string> { ["deployment_id"] = "dep_1", ["service_name"] = "VM" }));

        var json = await JsonAsync(
            shell,
            async (x, user) => ((Ok<TransactionList>)(await x.TransactionsAsync(user, new TransactionsRequest("1"), default)).Result));
        Assert.Contains(
            ""","transaction_type":"Deployment","amount":-5.00,"balance_before":25.00,"balance_after":20.00,"description":"Deployment:"""
            + """ VM (dep_1)","metadata":{"deployment_id":"dep_1","service_name":"VM"},""",
            json,
            StringComparison.Ordinal);
        Assert.EndsWith("],\"next_cursor\":\"2\"}", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_lead_to_the_end_and_bad_ones_are_named()
    {
        await using var shell = await WithBalanceAsync();
        await shell.PostedAsync(Purchase(1));
        var page =
            ((Ok<TransactionList>)(await AskAsync(
                shell, (x, user) => x.TransactionsAsync(user, new TransactionsRequest("1", "2"), default))).Result).Value!;
        Assert.Equal((1, (string?)null), (page.Transactions.Count, page.NextCursor));

        foreach (var (limit, cursor, field) in new[]
            { ("0", null, "limit"), ("201", null, "limit"), ("ten", null, "limit"), ("-1", null, "limit"),
                ("99999999999999999999", null, "limit"), (null, "x", "cursor"), (null, "0", "cursor"), ((string?)null, "-3", "cursor") })
        {
            var answer = await AskAsync(shell, (x, user) => x.TransactionsAsync(user, new TransactionsRequest(limit, cursor), default));
            Assert.Equal([field], Assert.IsType<ValidationProblem>(answer.Result).ProblemDetails.Errors.Keys);
        }
    }

    [Fact]
    public async Task Another_customers_transaction_is_unknown()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var id = await shell.PostedAsync(TopUp(5, Bob));
        var answer = await AskAsync(shell, (x, user) => x.TransactionAsync(user, id, default));
        Assert.Equal(StatusCodes.Status404NotFound, Assert.IsType<ProblemHttpResult>(answer.Result).StatusCode);
    }

    [Fact]
    public async Task The_tenants_unit_is_on_every_surface()
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            setup => setup.Tenant.SetJson("""{"credits":{"name":"Mana","symbol":"","code":"mana","decimals":0,"usdValue":0.05}}"""),
            new Startup());
        await shell.PostedAsync(TopUp(1250));
        Assert.Equal(
            """{"wallet_balance_formatted":"1,250 mana","display_currency":"mana","auto_topup_enabled":false,"auto_topup_status":"Off"}""",
            await JsonAsync(shell, (x, user) => x.NavbarAsync(user, default)));
        Assert.Contains("\"currency\":\"mana\"", await JsonAsync(shell, (x, user) => x.InfoAsync(user, default)), StringComparison.Ordinal);
    }

    private static async Task<TestShell> WithBalanceAsync()
    {
        var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(25));
        return shell;
    }

    private static Task<string> AffordAsync(TestShell shell, string amount) =>
        JsonAsync(shell, async (x, user) => (Ok<Affordability>)(await x.CheckAffordabilityAsync(user, amount, default)).Result);

    private static async Task<string> JsonAsync<T>(TestShell shell, Func<WalletEndpoints, ClaimsPrincipal, Task<Ok<T>>> ask) =>
        JsonSerializer.Serialize((await AskAsync(shell, ask)).Value, JsonSerializerOptions.Web);

    private static async Task<T> AskAsync<T>(TestShell shell, Func<WalletEndpoints, ClaimsPrincipal, Task<T>> ask)
    {
        await using var scope = shell.CreateScope();
        var ada = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Ada)], "test"));
        return await ask(scope.ServiceProvider.GetRequiredService<WalletEndpoints>(), ada);
    }
}
