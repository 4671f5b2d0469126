using System.Net;
using System.Text;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

/// <summary>Amounts near the end of their type, about 9.2 × 10^12: refused with a sentence or shown, and nothing breaks.</summary>
public sealed class EdgeAmountTests(CreditsSite site)
{
    private const string Tenant = "fiatdashboard";
    private const string Prefix = "/fiatdashboard";

    private static readonly string[] Edges =
        ["9223372036854.775807", "9223372036854.78", "9223372036854.77", "9223372036854.775808", "9999999999999.99",
            "99999999999999999999999999999999999999"];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task No_amount_breaks_an_endpoint(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind, Tenant, Prefix);
        await site.PostAsync(kind, TopUp(1, userId), Tenant);
        foreach (var amount in Edges)
        {
            foreach (var (path, body) in new[]
                     {
                         ("/api/wallet/transfer", $$"""{"to_user":"customer@example.com","amount":{{amount}}}"""),
                         ("/api/wallet/topups", $$"""{"amount_usd":{{amount}}}"""),
                         ("/api/wallet/auto-topup/configure",
                             $$"""{"enabled":true,"threshold_amount":{{amount}},"topup_amount":{{amount}},"daily_limit":{{amount}}}"""),
                         ("/api/wallet/instant-purchase", $$"""{"product_id":"vm-instance","quantity":20,"unit_price_usd":{{amount}}}"""),
                         ("/api/wallet/purchase-with-topup",
                             $$"""{"product_id":"vm-instance","unit_price_usd":{{amount}},"topup_amount_usd":{{amount}}}"""),
                         ("/api/marketplace/buy-now",
                             $$"""{"service_id":"vm-instance","payment_method":"Stripe","unit_price_usd":{{amount}}}"""),
                     })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Prefix + path)
                { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", NewKey());
                using var answer = await visitor.Http.SendAsync(request);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path} answered {(int)answer.StatusCode} to {amount}.");
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            }

            using var affordable = await visitor.GetAsync($"/api/wallet/check-affordability?amount={amount}");
            Assert.True(
                (int)affordable.StatusCode is 200 or 400, $"check-affordability answered {(int)affordable.StatusCode} to {amount}.");
        }

        visitor.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task No_amount_breaks_a_form(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind, Tenant, Prefix);
        foreach (var (path, fields) in new[]
                 {
                     ("/dashboard/wallet/transfer", new[] { "Input.Amount" }),
                     ($"/admin/credits/adjustments/new?customer={userId}", ["Input.Amount"]),
                     ("/admin/credits/campaigns/new", ["Input.Amount", "Input.Budget", "Input.BalanceBelow"]),
                 })
        {
            foreach (var amount in Edges)
            {
                using var answer = await visitor.SubmitAsync(path, fields.ToDictionary(x => x, _ => amount, StringComparer.Ordinal));
                Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode} to {amount}.");
            }
        }

        visitor.Dispose();
    }

    /// <summary>
    /// Nobody is that rich, and whoever is can look at it. What all customers together own must fit, too: no site sells a fraction of it.
    /// </summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_largest_balance_can_be_looked_at_and_grows_no_more(DatabaseKind kind)
    {
        var (rich, userId) = await site.NewCustomerAsync(kind, Tenant, Prefix);
        var (other, otherId) = await site.NewCustomerAsync(kind, Tenant, Prefix);
        await site.PostAsync(kind, TopUp(new CreditAmount(long.MaxValue).ToDecimal(), userId), Tenant);
        await site.PostAsync(kind, TopUp(5, otherId), Tenant);
        foreach (var path in (string[])
                 [
                     "/dashboard", "/dashboard/wallet", "/dashboard/wallet/statements", "/dashboard/wallet/transfer", "/api/wallet/info",
                     "/api/navbar/dropdown-data",
                     "/api/user/tfc-balance", "/api/wallet/transactions", "/api/credits/balance", $"/admin/credits/accounts/{userId}",
                     "/admin/credits/transactions",
                 ])
        {
            using var answer = await rich.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode}.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Prefix + "/api/wallet/transfer")
        {
            Content = new StringContent($$"""{"to_user":"{{userId}}","amount":1}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", NewKey());
        using var refused = await other.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await site.PostAsync(kind, Purchase(new CreditAmount(long.MaxValue).ToDecimal(), userId), Tenant);
        rich.Dispose();
        other.Dispose();
    }

    /// <summary>What came and went may be more than there can be at once.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Sums_over_time_that_leave_the_range_can_be_looked_at(DatabaseKind kind)
    {
        var (rich, userId) = await site.NewCustomerAsync(kind, Tenant, Prefix);
        for (var i = 0; i < 3; i++)
        {
            await site.PostAsync(kind, TopUp(5_000_000_000_000m, userId), Tenant);
            await site.PostAsync(kind, Purchase(5_000_000_000_000m, userId), Tenant);
        }

        using (var balance = await rich.GetAsync("/api/credits/balance"))
        {
            Assert.Equal(HttpStatusCode.OK, balance.StatusCode);
            Assert.Contains("9223372036854.775807", await balance.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var month = $"/dashboard/wallet/statements/{DateTime.UtcNow:yyyy-MM}";
        foreach (var path in (string[])["/dashboard/wallet", "/dashboard/wallet/statements", month, month + ".pdf", month + ".csv"])
        {
            using var answer = await rich.GetAsync(path);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}.");
        }

        rich.Dispose();
    }
}
