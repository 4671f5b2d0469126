using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;
using static Marketplace.Testing.Forms;

namespace Marketplace.Adjustments.Tests.Site;

/// <summary>The operator's money screens over HTTP, in the running product.</summary>
public sealed class OperatorPagesTests(Marketplace.Testing.CreditsSite site)
{
    private const string New = "/admin/credits/adjustments/new";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-19")]
    public async Task A_small_adjustment_happens_at_once_and_a_form_sent_twice_once(DatabaseKind kind)
    {
        var (customer, userId) = await site.NewCustomerAsync(kind);
        var (admin, adminId) = await site.NewCustomerAsync(kind);
        var path = $"{New}?customer={userId}";
        var form = await FormAsync(admin, path, Adjustment("25", "=Lost parcel"));

        var first = await SendAsync(admin, path, form);
        var second = await SendAsync(admin, path, form);
        var other = await SendAsync(admin, path, With(form, "Input.Amount", "26"));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Contains("sent before", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await admin.GetPageAsync(first.Headers.Location!.ToString());
        Assert.Contains("Posted", Text(page.QuerySelector("[data-test=adjustment-state]")), StringComparison.Ordinal);
        var transaction = await admin.GetPageAsync(page.QuerySelector("[data-test=adjustment-transaction]")!.GetAttribute("href")!);
        Assert.Equal("$0.00", Text(transaction.QuerySelector("[data-test=entries-sum]")));
        Assert.Contains("=Lost parcel", Text(transaction.QuerySelector("[data-test=metadata]")), StringComparison.Ordinal);
        Assert.Contains(
            "Adjustment: =Lost parcel", (await customer.GetPageAsync("/dashboard/wallet")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "Credit Balance: $25.00", Text((await customer.GetPageAsync("/dashboard/wallet")).QuerySelector("[data-test=wallet-balance]")));

        var csv = await admin.GetAsync("/admin/credits/adjustments?handler=Csv&q=" + userId);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(",25.00,'=Lost parcel,Posted,", lines[1], StringComparison.Ordinal);
        await AssertLedgerAsync(kind);
        Assert.NotEqual(userId, adminId);
        customer.Dispose();
        admin.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_large_adjustment_waits_for_a_second_operator(DatabaseKind kind)
    {
        var (customer, userId) = await site.NewCustomerAsync(kind);
        var (first, _) = await site.NewCustomerAsync(kind);
        var (second, _) = await site.NewCustomerAsync(kind);
        var path = $"{New}?customer={userId}";
        var sent = await SendAsync(first, path, await FormAsync(first, path, Adjustment("100.01", "A large one")));
        var where = sent.Headers.Location!.ToString();
        await AssertBalanceAsync(customer, "$0.00");
        Assert.NotNull((await second.GetPageAsync("/admin")).QuerySelector("[data-test=attention-approvals]"));
        Assert.NotNull((await first.GetPageAsync("/admin")).QuerySelector("[data-test=attention-own-requests]"));
        var decide = (await first.GetPageAsync(where)).QuerySelector("[data-test=decide]")!.GetAttribute("href")!;
        Assert.NotNull((await second.GetPageAsync("/admin/approvals")).QuerySelector($"[data-test=approval] a[href='{decide}']"));
        Assert.Null((await first.GetPageAsync(decide)).QuerySelector("[data-test=approve]"));

        var own = await PressAsync(first, decide, "Approve");
        Assert.Contains("A second person must decide", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertBalanceAsync(customer, "$0.00");
        // Two tabs of the second operator.
        var answers = await Task.WhenAll(PressAsync(second, decide, "Approve"), PressAsync(second, decide, "Approve"));
        Assert.Single(answers, x => x.StatusCode == HttpStatusCode.Redirect);
        var late = await PressAsync(first, decide, "Withdraw");

        Assert.Contains("not waiting any more: Approved", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertBalanceAsync(customer, "$100.01");
        await AssertLedgerAsync(kind);
        foreach (var visitor in new[] { customer, first, second })
            visitor.Dispose();
    }

    [Fact]
    public async Task Who_lacks_the_permission_sees_but_changes_nothing()
    {
        const DatabaseKind Kind = DatabaseKind.Sqlite;
        var (customer, userId) = await site.NewCustomerAsync(Kind);
        var (admin, _) = await site.NewCustomerAsync(Kind);
        var path = $"{New}?customer={userId}";
        var where =
            (await SendAsync(admin, path, await FormAsync(admin, path, Adjustment("500", "A large one")))).Headers.Location!.ToString();
        using var viewer = (await site.GetAsync(Kind)).NewVisitor();
        await viewer.SignInAsync(Marketplace.Testing.CreditsSite.Operator);

        var decide = (await admin.GetPageAsync(where)).QuerySelector("[data-test=decide]")!.GetAttribute("href")!;
        foreach (var closed in new[] { New, "/admin/credits/campaigns/new", "/admin/credits/transactions/txn_1/refund" })
            Assert.NotEqual(HttpStatusCode.OK, (await viewer.GetAsync(closed)).StatusCode);
        Assert.Null((await viewer.GetPageAsync("/admin/credits/adjustments")).QuerySelector("[data-test=new-adjustment]"));
        Assert.Null((await viewer.GetPageAsync("/admin/credits/campaigns")).QuerySelector("[data-test=new-campaign]"));
        Assert.Null((await viewer.GetPageAsync("/admin")).QuerySelector("[data-test=attention-approvals]"));
        Assert.Empty((await viewer.GetPageAsync("/admin/approvals")).QuerySelectorAll("[data-test=approval]"));
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync(decide)).StatusCode);
        var token = (await viewer.GetPageAsync("/admin")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in new[] { "Approve", "Refuse", "Withdraw" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await SendAsync(viewer, $"{decide}?handler={handler}", [("__RequestVerificationToken", token)])).StatusCode);
        Assert.Contains(
            "Waits for approval", Text((await admin.GetPageAsync(where)).QuerySelector("[data-test=adjustment-state]")),
            StringComparison.Ordinal);
        await AssertBalanceAsync(customer, "$0.00");
        customer.Dispose();
        admin.Dispose();
    }

    [Fact]
    public async Task Another_tenants_ids_lead_nowhere()
    {
        const DatabaseKind Kind = DatabaseKind.Sqlite;
        var (customer, userId) = await site.NewCustomerAsync(Kind);
        var (admin, _) = await site.NewCustomerAsync(Kind);
        var (foreign, _) = await site.NewCustomerAsync(Kind, "fiatdashboard", "/fiatdashboard");
        await site.PostAsync(Kind, TopUp(30, userId));
        await site.PostAsync(Kind, Purchase(10, userId));
        var path = $"{New}?customer={userId}";
        var waiting =
            (await SendAsync(admin, path, await FormAsync(admin, path, Adjustment("500", "A large one")))).Headers.Location!.ToString();
        var account =
            (await admin.GetPageAsync("/admin/credits/accounts?q="
                + userId)).QuerySelector("[data-test=accounts] a")!.GetAttribute("href")!;
        var transaction = (await admin.GetPageAsync(account)).QuerySelector("[data-test=transaction] a")!.GetAttribute("href")!;

        var decide = (await admin.GetPageAsync(waiting)).QuerySelector("[data-test=decide]")!.GetAttribute("href")!;
        foreach (var address in new[] { waiting, decide, account, transaction, transaction + "/refund" })
        {
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address)).StatusCode);
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await SendAsync(foreign, $"/fiatdashboard{decide}?handler=Approve", await FormAsync(foreign, New, []))).StatusCode);
        var unknown = await SendAsync(
            foreign, "/fiatdashboard" + New, await FormAsync(foreign, New, [.. Adjustment("5", "Not theirs"), ("Input.Customer", userId)]));
        Assert.Contains("No customer has this", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertBalanceAsync(customer, "$20.00");
        foreach (var visitor in new[] { customer, admin, foreign })
            visitor.Dispose();
    }

    [Theory]
    [InlineData("0", "Enter an amount")]
    [InlineData("-5", "Use digits only")]
    [InlineData("1e3", "Use digits only")]
    [InlineData("NaN", "Use digits only")]
    [InlineData("7,00", "Write decimals after one point")]
    [InlineData("0.0000001", "Use at most 6 decimals")]
    [InlineData("99999999999999999999", "This is too large")]
    [InlineData("", "Enter an amount")]
    [InlineData("7.01", "has only $7.00 available")]
    public async Task What_cannot_be_taken_is_said_beside_the_field_and_changes_nothing(string amount, string said)
    {
        const DatabaseKind Kind = DatabaseKind.Sqlite;
        var (customer, userId) = await site.NewCustomerAsync(Kind);
        var (admin, _) = await site.NewCustomerAsync(Kind);
        await site.PostAsync(Kind, TopUp(7, userId));
        var path = $"{New}?customer={userId}";

        var answer = await SendAsync(
            admin, path, await FormAsync(admin, path, [.. Adjustment(amount, "Why not"), ("Input.Direction", "Take")]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Contains(said, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(amount, page.QuerySelector("[data-test=adjustment-amount]")!.GetAttribute("value") ?? "");
        await AssertBalanceAsync(customer, "$7.00");
        customer.Dispose();
        admin.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_purchase_is_found_refunded_and_shows_what_undid_it(DatabaseKind kind)
    {
        var (customer, userId) = await site.NewCustomerAsync(kind);
        var (admin, _) = await site.NewCustomerAsync(kind);
        var payment = "pi_" + Guid.NewGuid().ToString("N");
        await site.PostAsync(
            kind, TopUp(50, userId) with { Metadata = new Dictionary<string, string> { ["payment_intent_id"] = payment } });
        await site.PostAsync(kind, Purchase(20, userId, key: "buy-" + payment) with { Description = "A violet VM" });

        Assert.Single((await admin.GetPageAsync("/admin/credits/transactions?q=" + payment)).QuerySelectorAll("[data-test=transaction]"));
        Assert.Equal(
            2, (await admin.GetPageAsync("/admin/credits/transactions?q=" + userId)).QuerySelectorAll("[data-test=transaction]").Length);
        Assert.NotNull((await admin.GetPageAsync($"/admin/credits/transactions?q={userId}&type=Bonus")).QuerySelector(".empty-state"));
        Assert.NotNull(
            (await admin.GetPageAsync("/admin/credits/transactions?from=x&type=y")).QuerySelector("[data-test=filter-problems]"));
        var found = Assert.Single(
            (await admin.GetPageAsync("/admin/credits/transactions?q=buy-" + payment)).QuerySelectorAll("[data-test=transaction]"));
        var where = found.QuerySelector("a")!.GetAttribute("href")!;
        Assert.NotNull((await admin.GetPageAsync(where)).QuerySelector("[data-test=refund]"));

        var too = await SendAsync(
            admin, where + "/refund", await FormAsync(admin, where + "/refund", [("Input.Amount", "20.01"), ("Input.Reason", "It broke")]));
        Assert.Contains("Only $20.00 of it is left", await too.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var answer = await SendAsync(
            admin, where + "/refund", await FormAsync(admin, where + "/refund", [("Input.Amount", "5"), ("Input.Reason", "It broke")]));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var refund = await admin.GetPageAsync(answer.Headers.Location!.ToString());
        Assert.Equal(where, refund.QuerySelector("[data-test=reverses]")!.GetAttribute("href"));
        Assert.Null(refund.QuerySelector("[data-test=refund]"));
        var original = await admin.GetPageAsync(where);
        Assert.Equal("$15.00", Text(original.QuerySelector("[data-test=refundable]")));
        Assert.Equal(answer.Headers.Location.ToString(), original.QuerySelector("[data-test=reversed-by]")!.GetAttribute("href"));
        await AssertBalanceAsync(customer, "$35.00");
        await AssertLedgerAsync(kind);
        customer.Dispose();
        admin.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_campaign_is_looked_at_started_and_done_by_the_job(DatabaseKind kind)
    {
        var app = await site.GetAsync(kind);
        var (admin, _) = await site.NewCustomerAsync(kind);
        var (customer, userId) = await site.NewCustomerAsync(kind);
        var email = await app.InTenantAsync(
            "mycelium", async x => (await x.GetRequiredService<IUserDirectory>().FindAsync(userId, CancellationToken.None))!.Email);
        const string Path = "/admin/credits/campaigns/new";
        var form = await FormAsync(admin, Path,
        [
            ("Input.Name", "Spring <b>"), ("Input.Amount", "2.5"), ("Input.Budget", "2.5"), ("Input.Who", "Addresses"),
            ("Input.Addresses", $"{email}\n{email}\nnobody@example.com"),
        ]);

        var made = await SendAsync(admin, Path, form);
        var where = made.Headers.Location!.ToString();
        Assert.Equal(where, (await SendAsync(admin, Path, form)).Headers.Location!.ToString());
        var preview = await admin.GetPageAsync(where);
        Assert.Equal(
            ("1", "$2.50"),
            (Text(preview.QuerySelector("[data-test=preview-count]")), Text(preview.QuerySelector("[data-test=preview-total]"))));
        Assert.Equal(email, Text(preview.QuerySelector("[data-test=preview-sample]")));
        Assert.Contains("nobody@example.com", Text(preview.QuerySelector("[data-test=preview-unknown]")), StringComparison.Ordinal);
        var stale = await SendAsync(admin, where + "?handler=Start", await FormAsync(admin, where, [("count", "2")]));
        Assert.Contains("has changed to 1", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var started = await PressAsync(admin, where, "Start");
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        Assert.Contains(
            "in another state by now", await (await PressAsync(admin, where, "Cancel", "Start")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        var page = await UntilAsync(
            () => admin.GetPageAsync(where), x => x.QuerySelector("[data-test=campaign-progress]")!.GetAttribute("data-state") == "Done");
        Assert.Contains("1 of 1 customers", Text(page.QuerySelector("[data-test=campaign-count]")), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[hx-get]"));
        Assert.Contains(
            "Promotion: Spring <b>", (await customer.GetPageAsync("/dashboard/wallet")).Body!.TextContent, StringComparison.Ordinal);
        await AssertBalanceAsync(customer, "$2.50");
        var csv = await (await admin.GetAsync(where + "?handler=Csv")).Content.ReadAsStringAsync();
        Assert.Contains($"{email},{userId},2.50,Given,txn_", csv, StringComparison.Ordinal);
        await AssertLedgerAsync(kind);
        admin.Dispose();
        customer.Dispose();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Accounts_and_what_is_outstanding_can_be_filtered_and_taken_away(DatabaseKind kind)
    {
        var (customer, userId) = await site.NewCustomerAsync(kind);
        var (admin, _) = await site.NewCustomerAsync(kind);
        await site.PostAsync(kind, TopUp(123_456, userId));

        var page = await admin.GetPageAsync("/admin/credits/accounts?least=123456&most=123456&order=Balance");
        Assert.Single(page.QuerySelectorAll("[data-test=accounts] tbody tr"));
        Assert.Empty(page.QuerySelectorAll("[data-test=system-account]"));
        Assert.NotNull((await admin.GetPageAsync("/admin/credits/accounts?most=x")).QuerySelector("[data-test=filter-problem]"));
        Assert.NotNull((await admin.GetPageAsync("/admin/credits/accounts?with=Debt")).QuerySelector(".empty-state"));
        var system = (await admin.GetPageAsync("/admin/credits/accounts")).QuerySelectorAll("[data-test=system-account]");
        Assert.Equal(Enum.GetNames<SystemAccount>(), system.Select(x => x.GetAttribute("data-account")));
        var csv = await (await admin.GetAsync("/admin/credits/accounts?handler=Csv&least=123456")).Content.ReadAsStringAsync();
        Assert.Contains($",{userId},123456.00,0.00,123456.00,1,", csv, StringComparison.Ordinal);

        var outstanding = await admin.GetPageAsync("/admin/credits/outstanding");
        Assert.NotNull(outstanding.QuerySelector("[data-test=kind][data-kind=Purchased]"));
        Assert.Contains(
            outstanding.QuerySelectorAll("[data-test=holders] tbody tr"), x => Text(x).Contains("$123,456.00", StringComparison.Ordinal));
        var ageing = await (await admin.GetAsync("/admin/credits/outstanding?handler=Csv")).Content.ReadAsStringAsync();
        Assert.Contains("Purchased,", ageing, StringComparison.Ordinal);
        Assert.Equal(9, ageing.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var account = await admin.GetPageAsync(
            (await admin.GetPageAsync("/admin/credits/accounts?q="
                + userId)).QuerySelector("[data-test=accounts] a")!.GetAttribute("href")!);
        Assert.NotNull(account.QuerySelector("[data-test=lots]"));
        Assert.NotNull(account.QuerySelector("[data-test=adjust]"));
        Assert.Contains("kind=Grant", account.QuerySelector("[data-test=grant]")!.GetAttribute("href"), StringComparison.Ordinal);
        customer.Dispose();
        admin.Dispose();
    }

    private static (string, string)[] Adjustment(string amount, string reason) => [("Input.Amount", amount), ("Input.Reason", reason)];

    private static async Task<IDocument> UntilAsync(Func<Task<IHtmlDocument>> read, Func<IDocument, bool> isSo) =>
        await Eventually.BecomesAsync(read, isSo, x => x.Body!.TextContent);

    private static async Task AssertBalanceAsync(Visitor customer, string balance) =>
        Assert.Equal(
            "Credit Balance: " + balance,
            Text((await customer.GetPageAsync("/dashboard/wallet")).QuerySelector("[data-test=wallet-balance]")));

    private async Task AssertLedgerAsync(DatabaseKind kind) =>
        await (await site.GetAsync(kind)).InTenantAsync(
            "mycelium", services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));

    private static string Text(IElement? element) =>
        string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
