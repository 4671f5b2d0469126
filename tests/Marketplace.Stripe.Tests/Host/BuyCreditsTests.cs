using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Marketplace.Credits.Ledger;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Stripe.Webhooks;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Host;

/// <summary>The real host, as a customer and as strangers meet it.</summary>
public sealed class BuyCreditsTests
{
    private const string Customer = "customer@example.com";

    [Theory, Trait("Acceptance", "S1-01"), Trait("Acceptance", "S1-05")]
    [InlineData(DatabaseKind.Sqlite, "")]
    [InlineData(DatabaseKind.Sqlite, "/fiatdashboard")]
    [InlineData(DatabaseKind.Postgres, "/fiatdashboard")]
    public async Task A_customer_buys_credits_by_card(DatabaseKind kind, string prefix)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var visitor = app.NewVisitor(prefix);
        await visitor.SignInAsync(Customer);
        var config = await ReadConfigAsync(visitor);

        var answer = await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 5.00m }, ("Idempotency-Key", "one"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"amount_cents\":500,\"tfc_amount\":5.00,", text, StringComparison.Ordinal);
        var started = JsonNode.Parse(text)!;
        var intent = started["payment_intent_id"]!.ToString();
        Assert.StartsWith(intent + "_secret_", started["client_secret"]!.ToString(), StringComparison.Ordinal);
        var replay = await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 5.00m }, ("Idempotency-Key", "one"));
        Assert.Equal(text, await replay.Content.ReadAsStringAsync());
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 6.00m }, ("Idempotency-Key", "one"))).StatusCode);

        var before = await BalanceAsync(visitor);
        var browser = new SandboxCaller(new Uri(app.Address, prefix + "/stripe-sandbox/v1/"), config["publishableKey"]!.ToString());
        var paid = await browser.PostAsync(
            $"payment_intents/{intent}/confirm",
            ("client_secret", started["client_secret"]!.ToString()),
            ("use_stripe_sdk", "true"),
            ("payment_method_data[type]", "card"),
            ("payment_method_data[card][number]", "4242424242424242"),
            ("payment_method_data[card][exp_month]", "12"),
            ("payment_method_data[card][exp_year]", "34"),
            ("payment_method_data[card][cvc]", "123"));
        Assert.Equal("succeeded", paid["status"]);
        await Eventually.IsTrueAsync(async () => (await StatusAsync(visitor, intent)) == "succeeded", "the payment is credited");
        Assert.Equal(before + 5m, await BalanceAsync(visitor));

        using var stranger = app.NewVisitor(prefix);
        await stranger.SignInAsync("editor@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/wallet/topups/{intent}")).StatusCode);
        using var elsewhere = app.NewVisitor(prefix.Length == 0 ? "/fiatdashboard" : "");
        await elsewhere.SignInAsync(Customer);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/api/wallet/topups/{intent}")).StatusCode);
        await app.InTenantAsync(
            prefix.Length == 0 ? "mycelium" : "fiatdashboard",
            services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
    }

    [Fact, Trait("Acceptance", "S0-12"), Trait("Acceptance", "S0-14"), Trait("Acceptance", "S1-42"), Trait("Acceptance", "S1-50")]
    public async Task The_wallet_page_offers_the_choices_and_holds_no_secret()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(Customer);
        var page = await visitor.GetPageAsync("/dashboard/wallet");
        var section = page.QuerySelector("[data-test=buy-credits]")!;
        Assert.Equal("Buy Credits:", section.QuerySelector("h2")!.TextContent.Trim());
        Assert.Equal(
            ["Add $10 Credits", "Add $25 Credits", "Add $50 Credits", "Buy credits"],
            section.QuerySelectorAll("button").Select(x => x.TextContent.Trim()));
        Assert.Equal("Custom Amount:", section.QuerySelector("label")!.TextContent.Trim());
        Assert.Equal("____", section.QuerySelector("#custom-amount")!.GetAttribute("placeholder"));
        foreach (var old in (string[])["Quick Top-up", "TFP", "TFT"])
            Assert.DoesNotContain(old, section.TextContent, StringComparison.Ordinal);

        var dialog = page.GetElementById("stripePaymentModal")!;
        Assert.NotNull(dialog.QuerySelector("#card-element"));
        Assert.NotNull(dialog.QuerySelector("#confirmPayment"));
        var account = await app.InTenantAsync("mycelium", services => services.GetRequiredService<StripeAccounts>().FindAsync(default));
        var html = page.DocumentElement.OuterHtml;
        Assert.Contains(account!.PublishableKey, html, StringComparison.Ordinal);
        foreach (var secret in account.WebhookSecrets.Append(account.SecretKey))
        {
            Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, app.Log.Text, StringComparison.Ordinal);
        }

        using var guest = app.NewVisitor();
        Assert.Null((await guest.GetPageAsync("/")).GetElementById("stripePaymentModal"));
    }

    [Fact]
    public async Task Bad_requests_are_answered_clearly_and_change_nothing()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var guest = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.PostJsonAsync("/api/wallet/topups", new { amount_usd = 10m })).StatusCode);
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(Customer);
        foreach (var (body, field) in (IEnumerable<(object, string)>)[
            (new { amount_usd = 4.99m }, "amount_usd"),
            (new { amount_usd = 10_000.01m }, "amount_usd"),
            (new { amount_usd = 10.005m }, "amount_usd"),
            (new { amount_usd = 10m, user_id = "usr_somebody" }, "user_id"),
            (new { amount_usd = 10m, return_url = "https://evil.example" }, "return_url")])
        {
            var answer = await visitor.PostJsonAsync("/api/wallet/topups", body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains(field, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = "ten" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 10m }, ("Origin", "https://evil.example"))).StatusCode);
        await app.InTenantAsync("mycelium", async services =>
        {
            await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
            Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from top_ups"));
        });
    }

    [Fact, Trait("Acceptance", "S1-06")]
    public async Task One_tenants_webhook_means_nothing_to_another()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(Customer);
        var started = JsonNode.Parse(
            await (await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 25m })).Content.ReadAsStringAsync())!;
        var userId = await app.InTenantAsync("mycelium", async services =>
            (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(Customer, default))!.Id);
        foreach (var signer in (string[])["mycelium", "fiatdashboard"])
        {
            var secret =
                (await app.InTenantAsync(signer,
                    services => services.GetRequiredService<StripeAccounts>().FindAsync(default)))!.WebhookSecrets[0];
            var body = JsonSerializer.SerializeToUtf8Bytes(new
            {
                id = "evt_" + signer,
                type = "payment_intent.succeeded",
                data = new
                {
                    @object = new
                    {
                        id = started["payment_intent_id"]!.ToString(),
                        amount = 2500,
                        amount_received = 2500,
                        currency = "usd",
                        status = "succeeded",
                        metadata = new { user_id = userId, tfc_amount = "25.00", purpose = "tfc_purchase", tenant = "mycelium",
                            topup_id = started["topup_id"]!.ToString() },
                    },
                },
            });
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/fiatdashboard/api/stripe/webhook"))
            { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSignature.Header(body, secret, DateTimeOffset.UtcNow));
            var answer = await http.SendAsync(request);
            Assert.Equal(signer == "fiatdashboard" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        }

        foreach (var tenant in (string[])["mycelium", "fiatdashboard"])
        {
            Assert.Equal(
                CreditAmount.Zero,
                (await app.InTenantAsync(tenant,
                    services => services.GetRequiredService<ILedger>().GetBalanceAsync(userId, default))).Posted);
            await app.InTenantAsync(tenant, services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
        }
    }

    private static async Task<JsonNode> ReadConfigAsync(Visitor visitor) =>
        JsonNode.Parse((await visitor.GetPageAsync("/dashboard/wallet")).GetElementById("payments-config")!.TextContent)!;

    private static async Task<string> StatusAsync(Visitor visitor, string intent) =>
        JsonNode.Parse(await (await visitor.GetAsync($"/api/wallet/topups/{intent}")).Content.ReadAsStringAsync())!["status"]!.ToString();

    private static async Task<decimal> BalanceAsync(Visitor visitor)
    {
        var text = JsonNode.Parse(await (await visitor.GetAsync("/api/navbar/dropdown-data")).Content.ReadAsStringAsync())![
            "wallet_balance_formatted"]!.ToString();
        return decimal.Parse(text, System.Globalization.NumberStyles.Currency, System.Globalization.CultureInfo.GetCultureInfo("en-US"));
    }
}
