using System.Net;
using AngleSharp.Dom;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class WalletPageTests(CreditsSite site)
{
    [Fact]
    public async Task Strangers_are_sent_to_sign_in()
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        var answer = await visitor.GetAsync("/dashboard/wallet");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/account/login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-07")]
    [Trait("Acceptance", "S0-09")]
    [Trait("Acceptance", "S0-10")]
    [Trait("Acceptance", "S0-11")]
    public async Task A_new_customer_sees_zero_and_then_what_came_in(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        var page = await visitor.GetPageAsync("/dashboard/wallet");
        Assert.Equal("Credit Balance: $0.00", Text(page.QuerySelector("[data-test=wallet-balance]")));
        Assert.Equal("$0.00", Text(page.QuerySelector("[data-test=balance-pill]")));
        Assert.NotNull(page.QuerySelector(".empty-state"));
        Assert.Equal("Auto top-up: Off", Text(page.QuerySelector("[data-test=balance-pill-auto-topup]")));
        Assert.Null(page.QuerySelector("[data-test=wallet-reserved]"));
        Assert.Contains(page.QuerySelectorAll("a[href='/dashboard/wallet']"), x => Text(x) == "Wallet");

        await site.PostAsync(kind, TopUp(1250.5m, userId) with { Description = "Credit purchase via Stripe (pi_1)" });
        await site.PostAsync(kind, Purchase(5, userId) with { Description = "<b>VM</b>" });

        page = await visitor.GetPageAsync("/dashboard/wallet");
        Assert.Equal("Credit Balance: $1,245.50", Text(page.QuerySelector("[data-test=wallet-balance]")));
        Assert.Equal("$1,245.50", Text(page.QuerySelector("[data-test=balance-pill]")));
        Assert.Equal(
            ["Purchase | <b>VM</b> | -$5.00 | $1,245.50", "Top-up | Credit purchase via Stripe (pi_1) | +$1,250.50 | $1,250.50"],
            Rows(page));
        Assert.DoesNotContain("TFC", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("≈", page.Body!.TextContent, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, null, "Needs a payment method")]
    [InlineData(DatabaseKind.Postgres, null, "Needs a payment method")]
    [InlineData(DatabaseKind.Sqlite, "The bank said no.", "Suspended")]
    [Trait("Acceptance", "S0-09")]
    public async Task The_balance_pill_tells_how_auto_top_up_stands_as_the_navigation_bars_data_do(
        DatabaseKind kind, string? suspended, string state)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        await (await site.GetAsync(kind)).InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into auto_topup_settings
                  (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days, suspended_at, suspended_reason,
                  created_at, updated_at)
                values (@userId, @yes, 'Fixed', 1000, 2500, 5000, 30, @at, @suspended, @now, @now)
                """,
                new { userId, yes = true, at = suspended is null ? null : (DateTimeOffset?)DateTimeOffset.UtcNow, suspended,
                    now = DateTimeOffset.UtcNow },
                default),
            default));

        var page = await visitor.GetPageAsync("/dashboard/wallet");

        Assert.Equal("Auto top-up: " + state, Text(page.QuerySelector("[data-test=balance-pill-auto-topup]")));
        Assert.Equal(state, Text(page.QuerySelector("[data-test=auto-topup-state]")));
        Assert.Contains(
            $"\"auto_topup_status\":\"{state}\"", await (await visitor.GetAsync("/api/navbar/dropdown-data")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        var overview = await visitor.GetPageAsync("/dashboard");
        Assert.Contains(state, Text(overview.QuerySelector("[data-test=auto-topup-stuck]")), StringComparison.Ordinal);
        Assert.DoesNotContain("Next top-up triggers at", overview.Body!.TextContent, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task A_long_history_has_pages_and_a_type_can_be_picked_out()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        for (var i = 1; i <= 28; i++)
            await site.PostAsync(DatabaseKind.Sqlite, TopUp(1, userId) with { Description = $"No. {i}" });
        await site.PostAsync(DatabaseKind.Sqlite, Purchase(2, userId));

        var page = await visitor.GetPageAsync("/dashboard/wallet");
        Assert.Equal(25, Rows(page).Count);
        page = await visitor.GetPageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(4, Rows(page).Count);
        Assert.Null(page.QuerySelector("a[rel=next]"));
        page = await visitor.GetPageAsync(page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(25, Rows(page).Count);

        page = await visitor.GetPageAsync("/dashboard/wallet?type=Purchase");
        Assert.Single(Rows(page));
        page = await visitor.GetPageAsync("/dashboard/wallet?type=Bonus");
        Assert.Contains("No transactions match", page.Body!.TextContent, StringComparison.Ordinal);
        page = await visitor.GetPageAsync("/dashboard/wallet?type=Nonsense&before=x");
        Assert.Equal(25, Rows(page).Count);
        visitor.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Filters_stand_in_the_address_and_a_bad_one_is_named_without_losing_anything(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(
            kind, TopUp(25, userId) with { Metadata = new Dictionary<string, string> { ["payment_intent_id"] = "pi_find_me" } });
        await site.PostAsync(kind, Purchase(5, userId));

        var page = await visitor.GetPageAsync("/dashboard/wallet?q=pi_find_me&type=TopUp&from=2020-01-01");
        Assert.StartsWith("Top-up", Assert.Single(Rows(page)), StringComparison.Ordinal);
        Assert.Equal("pi_find_me", page.QuerySelector("[data-test=filter-q]")!.GetAttribute("value"));
        Assert.Equal("TopUp", page.QuerySelector("[data-test=filter-type] option[selected]")!.GetAttribute("value"));
        Assert.Equal(
            "/dashboard/wallet/transactions.csv?type=TopUp&from=2020-01-01&q=pi_find_me",
            page.QuerySelector("[data-test=export]")!.GetAttribute("href"));
        var export = await visitor.GetAsync("/dashboard/wallet/transactions.csv?type=TopUp&from=2020-01-01&q=pi_find_me");
        var csv = await export.Content.ReadAsStringAsync();
        Assert.Equal(3, csv.Split("\r\n").Length);

        page = await visitor.GetPageAsync("/dashboard/wallet?q=pi_find_me&from=2026-99-01&type=Nonsense");
        Assert.Single(Rows(page));
        Assert.Equal(2, page.QuerySelectorAll("[data-test=filter-problems] .field-error").Length);
        Assert.Equal("2026-99-01", page.QuerySelector("[data-test=filter-from]")!.GetAttribute("value"));
        Assert.Equal("Nonsense", page.QuerySelector("[data-test=filter-type] option[selected]")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("[data-test=export]"));
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/dashboard/wallet/transactions.csv?from=x")).StatusCode);
        visitor.Dispose();
    }

    [Fact]
    public async Task Under_a_prefix_links_stay_there_and_the_other_tenants_credits_do_not_count()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite, "fiatdashboard", "/fiatdashboard");
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(9, userId));

        var page = await visitor.GetPageAsync("/dashboard/wallet");

        Assert.Equal("$0.00", Text(page.QuerySelector("[data-test=balance-pill]")));
        Assert.Equal("/fiatdashboard/dashboard/wallet", page.QuerySelector(".balance-pill")!.GetAttribute("href"));
        visitor.Dispose();
    }

    [Fact]
    public async Task The_overview_shows_the_balance()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(20, userId));
        var page = await visitor.GetPageAsync("/dashboard");
        Assert.Contains("$20.00", Text(page.QuerySelector("[data-test=balance-card]")), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Theory]
    [InlineData("/dashboard/wallet")]
    [InlineData("/dashboard/wallet/statements/2026-11")]
    [InlineData("/dashboard/wallet/transfer/done")]
    public async Task A_page_that_only_shows_takes_no_form(string path)
    {
        var (visitor, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        var token = (await visitor.GetPageAsync("/dashboard/wallet")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute(
            "value")!;

        var answer = await visitor.Http.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));

        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("<html", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        visitor.Dispose();
    }

    private static List<string> Rows(IParentNode page) =>
        [.. page.QuerySelectorAll("[data-test=transaction]")
            .Select(row => string.Join(" | ", row.QuerySelectorAll("td").Take(4).Select(Text)))];

    private static string Text(IElement? element) =>
        string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
