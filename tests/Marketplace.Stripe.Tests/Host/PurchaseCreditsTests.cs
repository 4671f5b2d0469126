using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Host;

/// <summary>A tenant that sells packages, as a program meets it: from the payment to its receipt.</summary>
public sealed class PurchaseCreditsTests
{
    private const string Vault = "/vault";

    [Theory, Trait("Acceptance", "S3-24"), Trait("Acceptance", "S3-26"), Trait("Acceptance", "S3-49")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_program_pays_a_package_and_is_answered_its_credits_once(DatabaseKind kind)
    {
        await using var app = await OpenAsync(kind);
        using var buyer = await RegisterAsync(app, "buyer@example.org");
        using var other = await RegisterAsync(app, "other@example.org");
        var started = await ReadAsync(
            await buyer.PostJsonAsync("/api/wallet/topups", new { package_id = "creator", purpose = "tfc_purchase" }));
        var intent = started["payment_intent_id"]!.ToString();
        Assert.Equal(
            ("2000", "500.00", "50.00"),
            (started["amount_cents"]!.ToJsonString(), started["tfc_amount"]!.ToJsonString(), started["bonus_amount"]!.ToJsonString()));
        var purchase = new { package = "creator", paymentMethod = "stripe", paymentId = intent };

        var unpaid = await buyer.PostJsonAsync("/api/credits/purchase", purchase);
        Assert.Equal(HttpStatusCode.PaymentRequired, unpaid.StatusCode);
        Assert.Equal("application/problem+json", unpaid.Content.Headers.ContentType?.MediaType);
        await PayAsync(app, buyer, started);

        var answer = await buyer.PostJsonAsync("/api/credits/purchase", purchase);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains(
            "\"credits\":550.00,\"purchasedCredits\":500.00,\"bonusCredits\":50.00,\"amountUsd\":20.00,", body, StringComparison.Ordinal);
        var again = JsonNode.Parse(await (await buyer.PostJsonAsync("/api/credits/purchase", purchase)).Content.ReadAsStringAsync())!;
        Assert.Equal(JsonNode.Parse(body)!["receiptNumber"]!.ToString(), again["receiptNumber"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostJsonAsync("/api/credits/purchase", purchase)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await buyer.PostJsonAsync(
                "/api/credits/purchase", new { package = "creator", paymentMethod = "stripe", paymentId = "pi_1234567890" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await buyer.PostJsonAsync("/api/credits/purchase",
                new { package = "pro", paymentMethod = "paypal", paymentId = intent })).StatusCode);
        Assert.Equal("550.00", (await ReadAsync(await buyer.GetAsync("/api/wallet/info")))["balance"]!.ToJsonString());
        var bought = (await ReadAsync(await buyer.GetAsync("/api/wallet/transactions?type=TopUp")))["transactions"]![0]!["metadata"]!;
        Assert.Equal(("Visa ****4242", "20.00"), (bought["payment_method"]!.ToString(), bought["amount_usd"]!.ToString()));
        await app.InTenantAsync("vault", services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
    }

    [Fact]
    public async Task A_payment_has_a_receipt_for_its_customer_only()
    {
        await using var app = await OpenAsync(DatabaseKind.Sqlite);
        using var buyer = await RegisterAsync(app, "buyer@example.org");
        using var other = await RegisterAsync(app, "other@example.org");
        var started = await ReadAsync(await buyer.PostJsonAsync("/api/wallet/topups", new { package_id = "creator" }));
        await PayAsync(app, buyer, started);
        var left = await ReadAsync(await buyer.PostJsonAsync("/api/wallet/topups", new { package_id = "starter" }));
        await UntilSucceededAsync(buyer, started);

        var list = (await ReadAsync(await buyer.GetAsync("/api/wallet/topups?limit=1")))!;
        var next = (await ReadAsync(await buyer.GetAsync($"/api/wallet/topups?limit=1&cursor={list["next_cursor"]}")))["topups"]![0]!;
        Assert.Equal(("pending", "true"), (list["topups"]![0]!["status"]!.ToString(), list["topups"]![0]!["can_continue"]!.ToJsonString()));
        Assert.Equal(("succeeded", "20.00"), (next["status"]!.ToString(), next["amount_usd"]!.ToJsonString()));
        var topUp = next["topup_id"]!.ToString();
        var page = await buyer.GetPageAsync($"/dashboard/wallet/payments/{topUp}");
        Assert.Contains("Bonus credits of the package", page.QuerySelector("[data-test=receipt]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(next["receipt_number"]!.ToString(), page.QuerySelector("[data-test=receipt-number]")!.TextContent);
        var pdf = await buyer.GetAsync($"/dashboard/wallet/payments/{topUp}.pdf");
        Assert.Equal(("application/pdf", HttpStatusCode.OK), (pdf.Content.Headers.ContentType!.MediaType, pdf.StatusCode));
        Assert.Contains(
            next["receipt_number"]!.ToString(),
            await (await buyer.GetAsync("/dashboard/wallet/payments.csv?status=paid")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        foreach (var path in new[] { $"/dashboard/wallet/payments/{topUp}", $"/dashboard/wallet/payments/{topUp}.pdf" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        var goesOn = $"/api/wallet/topups/{left["payment_intent_id"]}/continue";
        Assert.Equal(
            left["client_secret"]!.ToString(), (await ReadAsync(await buyer.PostJsonAsync(goesOn, new { })))["client_secret"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostJsonAsync(goesOn, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await buyer.GetAsync("/api/wallet/topups?limit=0&status=paid&cursor=%27")).StatusCode);
    }

    [Theory, Trait("Acceptance", "S1-03"), Trait("Acceptance", "S0-68")]
    [InlineData("""{"amount_usd":"25.00"}""", "amount_usd")]
    [InlineData("""{"amount_usd":2.5e1}""", "amount_usd")]
    [InlineData("""{"amount_usd":-25}""", "amount_usd")]
    [InlineData("""{"amount_usd":99999999999999999999999999999999}""", "amount_usd")]
    [InlineData("""{"amount_usd":25,"return_url":7}""", "return_url")]
    [InlineData("""{"amount_usd":25,"purpose":"gift"}""", "purpose")]
    [InlineData("""{"package_id":[]}""", "package_id")]
    [InlineData("""[25]""", "")]
    [InlineData("""{"amount_usd":""", "")]
    public async Task A_wrong_field_of_a_top_up_is_named(string json, string field)
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync("customer@example.com");

        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var answer = await visitor.Http.PostAsync("/api/wallet/topups", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await ReadAsync(answer))["errors"]!.AsObject().ContainsKey(field));
    }

    private static async Task<MarketplaceApp> OpenAsync(DatabaseKind kind)
    {
        var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        var created = await app.Tenants.CreateAsync(
            new TenantCreation("vault", "StreamVault", "streamvault", Vault, [], Database: null, Administrator: null),
            TestContext.Current.CancellationToken);
        Assert.True(created.Succeeded, created.Error);
        return app;
    }

    private static async Task<Visitor> RegisterAsync(MarketplaceApp app, string email)
    {
        var visitor = app.NewVisitor(Vault);
        var answer = await visitor.SubmitAsync(
            "/account/register", new Dictionary<string,
            string> { ["Input.Name"] = "Bea Buyer", ["Input.Email"] = email, ["Input.Password"] = MarketplaceApp.Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    private static async Task PayAsync(MarketplaceApp app, Visitor visitor, JsonNode started)
    {
        var page = await visitor.GetPageAsync("/dashboard/wallet");
        var key = JsonNode.Parse(page.GetElementById("payments-config")!.TextContent)!["publishableKey"]!.ToString();
        var paid = await new SandboxCaller(new Uri(app.Address, Vault + "/stripe-sandbox/v1/"), key).PostAsync(
            $"payment_intents/{started["payment_intent_id"]}/confirm",
            ("client_secret", started["client_secret"]!.ToString()),
            ("use_stripe_sdk", "true"),
            ("payment_method_data[type]", "card"),
            ("payment_method_data[card][number]", "4242424242424242"),
            ("payment_method_data[card][exp_month]", "12"),
            ("payment_method_data[card][exp_year]", "34"),
            ("payment_method_data[card][cvc]", "123"));
        Assert.Equal("succeeded", paid["status"]);
    }

    private static Task UntilSucceededAsync(Visitor visitor, JsonNode started) => Eventually.IsTrueAsync(
        async () => (await ReadAsync(await visitor.GetAsync($"/api/wallet/topups/{started["payment_intent_id"]}")))["status"]!.ToString()
            == "succeeded",
        "the payment is credited");

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
