using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Testing;

namespace Marketplace.Orders.Tests.Http;

public sealed class BuyNowOnSqliteTests(SqliteShopSite site) : BuyNowHttpTests(site), IClassFixture<SqliteShopSite>;

public sealed class BuyNowOnPostgresTests(PostgresShopSite site) : BuyNowHttpTests(site), IClassFixture<PostgresShopSite>;

/// <summary>The documented answers of <c>POST /api/marketplace/buy-now</c>, letter by letter.</summary>
public abstract partial class BuyNowHttpTests(ShopSite site)
{
    private const string BuyNow = "/api/marketplace/buy-now";

    [Fact]
    [Trait("Acceptance", "S1-21"), Trait("Acceptance", "S1-22"), Trait("Acceptance", "S1-23"), Trait("Acceptance", "S1-45")]
    public async Task Enough_balance_starts_the_deployment()
    {
        var (visitor, id) = await site.RegisterAsync(25);

        var answer = await visitor.PostJsonAsync(BuyNow, new { service_id = "vm-instance", payment_method = "TFC" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadAsStringAsync();
        Assert.Matches(
            """^\{"success":true,"action":\{"type":"DeploymentStarted","deployment_id":"dep_[0-9a-z]{26}"\},"message":"Deployment """
            + """started successfully"\}$""", json);
        Assert.Equal("20.00", (await site.BalanceAsync(id)).Available.ToString());
        await site.AssertLedgerAsync();
    }

    [Fact]
    [Trait("Acceptance", "S1-24"), Trait("Acceptance", "S1-22")]
    public async Task Too_low_a_balance_names_what_is_required_and_available()
    {
        var (visitor, _) = await site.RegisterAsync(1.55m);

        var answer = await visitor.PostJsonAsync(BuyNow, new { service_id = "vm-instance", payment_method = "TFC" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"success":false,"action":{"type":"InsufficientFunds","required":5.00,"available":"""
            + """1.55},"message":"Insufficient TFC balance"}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Acceptance", "S1-25"), Trait("Acceptance", "S1-22")]
    public async Task A_card_payment_is_asked_over_the_full_price()
    {
        var (visitor, _) = await site.RegisterAsync(25);

        var answer = await visitor.PostJsonAsync(BuyNow, new { service_id = "vm-instance", payment_method = "Stripe" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadAsStringAsync();
        Assert.Equal(
            """{"success":true,"action":{"type":"PaymentRequired","payment_intent":{"client_secret":"","payment_intent_id":"","amount_"""
            + """cents":500,"tfc_amount":5.00}},"message":"Payment required to complete purchase"}""",
            Ids().Replace(json, "\"${name}\":\"\""));
        var intent = JsonDocument.Parse(json).RootElement.GetProperty("action").GetProperty("payment_intent");
        Assert.StartsWith(
            intent.GetProperty("payment_intent_id").GetString() + "_secret_", intent.GetProperty("client_secret").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "S1-27")]
    public async Task A_purchase_by_card_can_be_followed_by_its_owner_only()
    {
        var (visitor, _) = await site.RegisterAsync();
        var (other, _) = await site.RegisterAsync();
        var body = await ReadAsync(await visitor.PostJsonAsync(BuyNow, new { service_id = "vm-instance", payment_method = "Stripe" }));
        var intent = body.GetProperty("action").GetProperty("payment_intent").GetProperty("payment_intent_id").GetString();

        var mine = await visitor.GetAsync("/api/marketplace/purchases/" + intent);
        Assert.Equal("""{"status":"waiting","message":"Waiting for your payment."}""", await mine.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/api/marketplace/purchases/" + intent)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/marketplace/purchases/pi_unknown")).StatusCode);

        var page = "/marketplace/service/vm-instance/deploy?payment_intent=" + intent;
        Assert.NotNull((await visitor.GetPageAsync(page)).QuerySelector("[data-test=purchase-waiting]"));
        Assert.Null((await other.GetPageAsync(page)).QuerySelector("[data-test=purchase-waiting]"));
    }

    [Fact]
    public async Task Without_signing_in_nothing_is_sold()
    {
        using var visitor = site.App.NewVisitor();
        foreach (var path in new[] { BuyNow, "/api/wallet/instant-purchase", "/api/wallet/purchase-with-topup" })
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await visitor.PostJsonAsync(path, new { service_id = "vm-instance", payment_method = "TFC" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/marketplace/purchases/pi_1")).StatusCode);
    }

    [Theory]
    [InlineData("""{"service_id":"vm-instance","payment_method":"Cash"}""", 400, "payment_method")]
    [InlineData("""{"service_id":"vm-instance","payment_method":"tfc"}""", 400, "payment_method")]
    [InlineData("""{"service_id":"vm-instance"}""", 400, "payment_method")]
    [InlineData("""{"payment_method":"TFC"}""", 400, "service_id")]
    [InlineData("""{"service_id":"","payment_method":"TFC"}""", 400, "service_id")]
    [InlineData("""{"service_id":"no-such-thing","payment_method":"TFC"}""", 404, "Unknown product")]
    [InlineData("""{"service_id":"no-such-thing","payment_method":"Stripe"}""", 404, "Unknown product")]
    [InlineData("""{"service_id":"vm-instance","payment_method":"TFC","unit_price_usd":0.01}""", 409, "price_changed")]
    [InlineData("""{"service_id":"vm-instance","payment_method":"Stripe","unit_price_usd":0.01}""", 409, "price_changed")]
    [InlineData("""{"service_id":["vm-instance"],"payment_method":"TFC"}""", 400, "service_id")]
    [InlineData("""{"service_id":"vm-instance","payment_method":"TFC","unit_price_usd":"5.00"}""", 400, "unit_price_usd")]
    [InlineData("""{"service_id":"vm-instance","payment_method":"Stripe","unit_price_usd":5e0}""", 400, "unit_price_usd")]
    [InlineData("not json", 400, "Nothing was charged")]
    [InlineData("", 400, "Nothing was charged")]
    public async Task Wrong_requests_are_refused_with_a_reason(string body, int status, string says)
    {
        var (visitor, id) = await site.RegisterAsync(25);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await visitor.Http.PostAsync(BuyNow, content);

        Assert.Equal(status, (int)answer.StatusCode);
        if (says.Length > 0)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("25.00", (await site.BalanceAsync(id)).Available.ToString());
    }

    [Fact]
    public async Task The_character_zero_is_the_senders_mistake()
    {
        var (visitor, _) = await site.RegisterAsync(25);

        using var content = new StringContent("""{"service_id":"vm\u0000","payment_method":"TFC"}""", Encoding.UTF8, "application/json");
        Assert.InRange((int)(await visitor.Http.PostAsync(BuyNow, content)).StatusCode, 400, 499);
        Assert.InRange((int)(await visitor.GetAsync("/marketplace?q=%00")).StatusCode, 200, 499);
    }

    [Fact]
    public async Task A_repeated_request_answers_the_same_and_buys_once()
    {
        var (visitor, id) = await site.RegisterAsync(25);
        var request = new { service_id = "vm-instance", payment_method = "TFC" };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => visitor.PostJsonAsync(BuyNow, request, ("Idempotency-Key", "click-1"))));
        var bodies = await Task.WhenAll(answers.Select(x => x.Content.ReadAsStringAsync()));

        Assert.Single(bodies.Distinct());
        Assert.Equal("20.00", (await site.BalanceAsync(id)).Available.ToString());
        var other = await visitor.PostJsonAsync(
            BuyNow, new { service_id = "vm-medium", payment_method = "TFC" }, ("Idempotency-Key", "click-1"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        foreach (var key in new[] { new string('x', 151), "with space" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostJsonAsync(BuyNow, request, ("Idempotency-Key", key))).StatusCode);
        await site.AssertLedgerAsync();
    }

    [Fact]
    public async Task What_another_tenant_sells_is_unknown_here()
    {
        var (visitor, _) = await site.RegisterAsync(25, "/fiatdashboard");

        var answer = await visitor.PostJsonAsync(BuyNow, new { service_id = "vm-instance", payment_method = "TFC" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex(
        "\"(?<name>client_secret|payment_intent_id)\":\"pi_[A-Za-z0-9_]+\"", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ids();

    private static Task<JsonElement> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
