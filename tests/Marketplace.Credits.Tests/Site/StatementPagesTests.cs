using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class StatementPagesTests(CreditsSite site)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_month_is_on_screen_as_CSV_and_as_PDF(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        var page = await visitor.GetPageAsync("/dashboard/wallet/statements");
        Assert.NotNull(page.QuerySelector(".empty-state"));
        await site.PostAsync(kind, TopUp(25, userId));
        await site.PostAsync(kind, Purchase(0.000001m, userId) with { Description = "<i>tiny</i>" });

        page = await visitor.GetPageAsync("/dashboard/wallet/statements");
        var row = Assert.Single(page.QuerySelectorAll("[data-test=statement]"));
        Assert.Equal(["$0.00", "+$25.00", "-$0.000001", "$24.999999"], row.QuerySelectorAll("td.money").Select(x => x.TextContent));
        var address = row.QuerySelector("a")!.GetAttribute("href")!;

        page = await visitor.GetPageAsync(address);
        Assert.Equal("$0.00", page.QuerySelector("[data-test=opening]")!.TextContent);
        Assert.Equal("$24.999999", page.QuerySelector("[data-test=closing]")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("[data-test=type-total]").Length);
        Assert.Equal(
            ["Credit purchase", "<i>tiny</i>"],
            page.QuerySelectorAll("[data-test=statement-line] td:nth-child(2)").Select(x => x.TextContent.Trim()));

        var csv = await visitor.GetAsync(page.QuerySelector("[data-test=statement-csv]")!.GetAttribute("href")!);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(6, (await csv.Content.ReadAsStringAsync()).Split("\r\n").Length);
        var pdf = await visitor.GetAsync(page.QuerySelector("[data-test=statement-pdf]")!.GetAttribute("href")!);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"statement-{address[^7..]}.pdf", pdf.Content.Headers.ContentDisposition!.FileName);
        Assert.StartsWith("%PDF-1.7", await pdf.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task A_month_with_many_transactions_has_pages()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        for (var i = 1; i <= 105; i++)
            await site.PostAsync(
                DatabaseKind.Sqlite, TopUp(1, userId) with { Description = "No. " + i.ToString(CultureInfo.InvariantCulture) });
        var page = await visitor.GetPageAsync("/dashboard/wallet/statements");
        page = await visitor.GetPageAsync(page.QuerySelector("[data-test=statement] a")!.GetAttribute("href")!);
        Assert.Equal(100, page.QuerySelectorAll("[data-test=statement-line]").Length);
        page = await visitor.GetPageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(
            ["No. 101", "No. 102", "No. 103", "No. 104", "No. 105"],
            page.QuerySelectorAll("[data-test=statement-line] td:nth-child(2)").Select(x => x.TextContent.Trim()));
        Assert.Null(page.QuerySelector("a[rel=next]"));
        page = await visitor.GetPageAsync(page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal("No. 1", page.QuerySelector("[data-test=statement-line] td:nth-child(2)")!.TextContent.Trim());
        visitor.Dispose();
    }

    [Theory]
    [InlineData("/dashboard/wallet/statements/1999-01")]
    [InlineData("/dashboard/wallet/statements/2999-01")]
    [InlineData("/dashboard/wallet/statements/nonsense")]
    [InlineData("/dashboard/wallet/statements/2999-01.csv")]
    [InlineData("/dashboard/wallet/statements/nonsense.pdf")]
    public async Task A_month_that_is_none_of_theirs_is_not_found(string path)
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(1, userId));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);
        visitor.Dispose();
    }

    [Theory]
    [InlineData("/dashboard/wallet/statements")]
    [InlineData("/dashboard/wallet/statements/2026-11")]
    [InlineData("/dashboard/wallet/statements/2026-11.csv")]
    [InlineData("/dashboard/wallet/statements/2026-11.pdf")]
    [InlineData("/dashboard/wallet/transactions.csv")]
    public async Task Strangers_are_sent_to_sign_in(string path)
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(path)).StatusCode);
    }
}
