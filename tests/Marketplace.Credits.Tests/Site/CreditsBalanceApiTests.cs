using System.Net;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

/// <summary>Whose balance is answered to whom (D13).</summary>
public sealed class CreditsBalanceApiTests(CreditsSite site)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-48")]
    [Trait("Acceptance", "S4-24")]
    public async Task Everybody_reads_their_own_whatever_they_ask(DatabaseKind kind)
    {
        var app = await site.GetAsync(kind);
        var (other, otherId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(kind, TopUp(99, otherId));
        using var customer = app.NewVisitor();
        await customer.SignInAsync(CreditsSite.Customer);

        foreach (var query in new[] { "?userId=" + otherId, "?userId=usr_nobody", "?userId=", "" })
        {
            var answer = await TextAsync(customer, query);
            Assert.DoesNotContain(otherId, answer, StringComparison.Ordinal);
            Assert.DoesNotContain("99", answer[answer.IndexOf("balance", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }

        Assert.Equal(
            $$"""{"userId":"{{otherId}}","balance":99.00,"currency":"USD","totalEarned":0.00,"totalSpent":0.00,"totalPurchased":99.00}""",
            await TextAsync(other, "?userId=" + otherId));
        other.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S3-48")]
    public async Task Whoever_may_see_the_ledger_reads_anybodys(DatabaseKind kind)
    {
        var app = await site.GetAsync(kind);
        var (customer, userId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(kind, TopUp(7, userId));
        using var auditor = app.NewVisitor();
        await auditor.SignInAsync(CreditsSite.Operator);

        Assert.StartsWith(
            $$"""{"userId":"{{userId}}","balance":7.00,""", await TextAsync(auditor, "?userId=" + userId), StringComparison.Ordinal);
        Assert.DoesNotContain(userId, await TextAsync(auditor, ""), StringComparison.Ordinal);
        var unknown = await auditor.GetAsync("/api/credits/balance?userId=usr_nobody");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
        customer.Dispose();
    }

    [Fact]
    public async Task A_stranger_reads_nothing()
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/credits/balance?userId=usr_1")).StatusCode);
    }

    private static async Task<string> TextAsync(Visitor visitor, string query)
    {
        var answer = await visitor.GetAsync("/api/credits/balance" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
