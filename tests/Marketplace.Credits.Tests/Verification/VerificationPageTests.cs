using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>The admin page, in the running product.</summary>
public sealed class VerificationPageTests(Marketplace.Testing.CreditsSite site) : IClassFixture<Marketplace.Testing.CreditsSite>
{
    private const string Address = "/admin/credits/verification";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_operator_verifies_the_ledger_and_sees_what_differs_until_it_is_mended(DatabaseKind kind)
    {
        var app = await site.GetAsync(kind);
        await site.PostAsync(kind, TopUp(12, "usr_page"));
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(Marketplace.Testing.CreditsSite.Operator);

        var page = await VerifyAsync(visitor);
        Assert.NotNull(page.QuerySelector("[data-test=verification-clean]"));
        Assert.NotNull(page.QuerySelector("[data-test=verification-digest] code"));
        Assert.DoesNotContain("hx-get", page.QuerySelector("[data-test=verification]")!.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(
            Marketplace.Testing.CreditsSite.Operator, page.QuerySelector("[data-test=verification-run]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Null((await visitor.GetPageAsync("/admin")).QuerySelector("[data-test=attention-ledger]"));

        await ExecuteAsync(app, "update ledger_accounts set posted = posted + 1000000 where owner = 'usr_page'");
        page = await VerifyAsync(visitor);
        var findings = page.QuerySelectorAll("[data-test=verification-finding]");
        var finding = findings.Single(x => x.TextContent.Contains("Every balance is the sum of its entries", StringComparison.Ordinal));
        Assert.Contains("expected 12, found 13.", finding.TextContent, StringComparison.Ordinal);
        Assert.Contains("Compare the account's entries", finding.TextContent, StringComparison.Ordinal);
        var account = await visitor.GetPageAsync(finding.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains("usr_page", account.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var attention = (await visitor.GetPageAsync("/admin")).QuerySelector("[data-test=attention-ledger] a")!;
        Assert.Equal(Address, attention.GetAttribute("href"));

        await ExecuteAsync(app, "update ledger_accounts set posted = posted - 1000000 where owner = 'usr_page'");
        page = await VerifyAsync(visitor);
        Assert.NotNull(page.QuerySelector("[data-test=verification-clean]"));
        Assert.Null((await visitor.GetPageAsync("/admin")).QuerySelector("[data-test=attention-ledger]"));

        var earlier = page.QuerySelectorAll("[data-test=verification-run] a")[1].GetAttribute("href")!;
        Assert.NotEmpty((await visitor.GetPageAsync(earlier)).QuerySelectorAll("[data-test=verification-finding]"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_shows_its_progress_to_whoever_comes_back_and_no_second_one_begins(DatabaseKind kind)
    {
        // A tenant of its own, so that the runs of the other test do not come between.
        var app = await site.GetAsync(kind);
        var id = await app.InTenantAsync("fiatdashboard", async services =>
        {
            var rows = services.GetRequiredService<LedgerCheckRows>();
            var rules = services.GetServices<LedgerRule>().ToList();
            var opened = (await rows.OpenAsync("usr_other", rules, default))!;
            await rows.BeginAsync(opened, default);
            await rows.EndRuleAsync(opened, 0, 40, finding: null, default);
            await rows.ProgressAsync(opened, 1, 1200, 4000, default);
            return opened;
        });
        using var visitor = app.NewVisitor("/fiatdashboard");
        await visitor.SignInAsync(Marketplace.Testing.CreditsSite.Operator);

        var page = await visitor.GetPageAsync(Address);
        var part = page.QuerySelector("[data-test=verification]")!;
        Assert.Equal("/fiatdashboard" + Address, part.GetAttribute("hx-get"));
        Assert.Contains("1 of ", page.QuerySelector("[data-test=verification-count]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "1,200 of 4,000 accounts", page.QuerySelector("[data-test=verification-count]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("130", page.QuerySelector("progress")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("[data-test=verify-now]")!.GetAttribute("disabled"));

        var again = await visitor.FollowAsync(await PostAsync(visitor, page, "/fiatdashboard"));
        Assert.Contains("under way already", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            1, await app.InTenantAsync(
                "fiatdashboard", async x => (await x.GetRequiredService<ReadLedgerChecks>().ListAsync(10, default)).Count));

        await app.InTenantAsync("fiatdashboard", x => x.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                "update ledger_checks set beat_at = @old where id = @id", new { id, old = TimeProvider.System.GetUtcNow().AddHours(-1) }),
                default));
        Assert.NotNull((await visitor.GetPageAsync(Address)).QuerySelector("[data-test=verification-interrupted]"));
        Assert.NotNull((await VerifyAsync(visitor, "/fiatdashboard")).QuerySelector("[data-test=verification-clean]"));
    }

    [Theory]
    [InlineData(Marketplace.Testing.CreditsSite.Customer)]
    [InlineData("editor@example.com")]
    public async Task Without_the_permission_it_stays_closed(string email)
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync(email);

        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(Address)).StatusCode);
        Assert.Null((await visitor.GetPageAsync("/admin")).QuerySelector($"a[href='{Address}']"));
    }

    [Fact]
    public async Task An_unknown_run_is_not_found()
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync(Marketplace.Testing.CreditsSite.Operator);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Address + "?run=chk_unknown")).StatusCode);
    }

    private static async Task<IHtmlDocument> VerifyAsync(Visitor visitor, string prefix = "")
    {
        await PostAsync(visitor, await visitor.GetPageAsync(Address), prefix);
        return await Eventually.BecomesAsync(
            () => visitor.GetPageAsync(Address), x => Verification(x).GetAttribute("hx-get") is null, x => Verification(x).TextContent);
        static IElement Verification(IHtmlDocument page) => page.QuerySelector("[data-test=verification]")!;
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, IHtmlDocument page, string prefix) =>
        visitor.Http.PostAsync(
            prefix + Address,
            new FormUrlEncodedContent(
                [new(
                    "__RequestVerificationToken",
                    page.QuerySelector("[data-test=verification] input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]));

    private static Task ExecuteAsync(MarketplaceApp app, string sql) =>
        app.InTenantAsync("mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(db => db.ExecuteAsync(sql), default));
}
