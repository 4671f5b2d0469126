using System.Net;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class AdminPagesTests(CreditsSite site)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_operator_finds_a_customers_account_and_its_entries(DatabaseKind kind)
    {
        var (customer, userId) = await site.NewCustomerAsync(kind);
        customer.Dispose();
        await site.PostAsync(kind, TopUp(42.5m, userId));
        using var visitor = (await site.GetAsync(kind)).NewVisitor();
        await visitor.SignInAsync(CreditsSite.Operator);

        var page = await visitor.GetPageAsync("/admin/credits/accounts?q=" + userId);
        var row = Assert.Single(page.QuerySelectorAll("[data-test=accounts] tbody tr"));
        Assert.Contains("$42.50", row.TextContent, StringComparison.Ordinal);
        var email = row.QuerySelector("a")!.TextContent;
        Assert.StartsWith("wallet-", email, StringComparison.Ordinal);

        var account = await visitor.GetPageAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Single(account.QuerySelectorAll("[data-test=transaction]"));
        Assert.Contains(email, account.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        page = await visitor.GetPageAsync("/admin/credits/accounts?q=" + Uri.EscapeDataString(email.ToUpperInvariant()));
        Assert.Single(page.QuerySelectorAll("[data-test=accounts] tbody tr"));
        page = await visitor.GetPageAsync("/admin/credits/accounts?q=nobody@example.com");
        Assert.NotNull(page.QuerySelector(".empty-state"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/credits/accounts/acc_unknown")).StatusCode);

        var overview = await visitor.GetPageAsync("/admin");
        Assert.NotNull(overview.QuerySelector("[data-test=outstanding-credits]"));
    }

    [Theory]
    [InlineData("/admin/credits/accounts")]
    [InlineData("/admin/credits/accounts/acc_1")]
    public async Task Without_the_permission_the_ledger_stays_closed(string path)
    {
        foreach (var email in new[] { CreditsSite.Customer, "editor@example.com" })
        {
            using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
            await visitor.SignInAsync(email);
            Assert.DoesNotContain(
                "accounts", (await (await visitor.GetAsync(path)).Content.ReadAsStringAsync()).Replace(path, "", StringComparison.Ordinal),
                StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(path)).StatusCode);
        }
    }
}
