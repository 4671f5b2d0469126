using System.Net;
using System.Text.Json;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class WalletApiTests(CreditsSite site)
{
    [Theory]
    [InlineData("/api/wallet/info")]
    [InlineData("/api/navbar/dropdown-data")]
    [InlineData("/api/user/tfc-balance")]
    [InlineData("/api/wallet/check-affordability?amount=5")]
    [InlineData("/api/wallet/transactions")]
    [InlineData("/api/wallet/transactions/txn_1")]
    public async Task A_stranger_gets_a_problem_with_status_401(string path)
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();

        var answer = await GetAsync(visitor, path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-54")]
    [Trait("Acceptance", "S0-55")]
    [Trait("Acceptance", "S1-46")]
    [Trait("Acceptance", "S0-11")]
    public async Task Every_endpoint_follows_the_balance(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        Assert.Equal("""{"balance":0.00}""", await TextAsync(visitor, "/api/user/tfc-balance"));

        await site.PostAsync(kind, TopUp(25, userId, key: "pi_" + userId));

        Assert.Equal("""{"balance":25.00}""", await TextAsync(visitor, "/api/user/tfc-balance"));
        Assert.Equal(
            """{"balance":25.00,"currency":"USD","auto_topup_enabled":false,"auto_topup_threshold":10.00}""",
            await TextAsync(visitor, "/api/wallet/info"));
        Assert.Equal(
            """{"wallet_balance_formatted":"$25.00","display_currency":"USD","auto_topup_enabled":false,"auto_topup_status":"Off"}""",
            await TextAsync(visitor, "/api/navbar/dropdown-data"));
        using var list = JsonDocument.Parse(await TextAsync(visitor, "/api/wallet/transactions?limit=1"));
        var transaction = Assert.Single(list.RootElement.GetProperty("transactions").EnumerateArray());
        Assert.Equal("25.00", transaction.GetProperty("amount").GetRawText());
        Assert.Equal(userId, transaction.GetProperty("user_id").GetString());
        Assert.Equal(
            transaction.GetRawText(), await TextAsync(visitor, "/api/wallet/transactions/" + transaction.GetProperty("id").GetString()));
        visitor.Dispose();
    }

    [Fact]
    [Trait("Acceptance", "S0-52")]
    public async Task A_bad_amount_is_named_and_a_missing_one_too()
    {
        var (visitor, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        foreach (var query in new[]
            { "", "?amount=", "?amount=0", "?amount=-5", "?amount=1e9", "?amount=NaN", "?amount=99999999999999999999",
                "?amount=0.0000001" })
        {
            var answer = await GetAsync(visitor, "/api/wallet/check-affordability" + query);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty("amount", out _));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(visitor, "/api/wallet/transactions?limit=999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(visitor, "/api/wallet/transactions/txn_1")).StatusCode);
        visitor.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Transactions_are_filtered_and_every_bad_filter_is_named_at_once(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(
            kind, TopUp(25, userId) with { Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_api" } });
        await site.PostAsync(kind, Purchase(5, userId));

        using var found = JsonDocument.Parse(
            await TextAsync(visitor, "/api/wallet/transactions?type=TopUp&from=2020-01-01&to=2999-01-01&q=pi_api"));
        Assert.Equal(
            "25.00", Assert.Single(found.RootElement.GetProperty("transactions").EnumerateArray()).GetProperty("amount").GetRawText());
        using var none = JsonDocument.Parse(await TextAsync(visitor, "/api/wallet/transactions?type=Purchase&q=pi_api"));
        Assert.Empty(none.RootElement.GetProperty("transactions").EnumerateArray());

        var answer = await GetAsync(visitor, "/api/wallet/transactions?type=2&from=x&to=y&limit=0&cursor=z&q=" + new string('q', 101));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            ["cursor", "from", "limit", "q", "to", "type"],
            problem.RootElement.GetProperty("errors").EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal));
        visitor.Dispose();
    }

    private static async Task<string> TextAsync(Visitor visitor, string path)
    {
        var answer = await GetAsync(visitor, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> GetAsync(Visitor visitor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        return await visitor.Http.SendAsync(request);
    }
}
