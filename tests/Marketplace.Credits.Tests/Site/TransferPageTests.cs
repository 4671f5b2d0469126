using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Credits.Ledger;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class TransferPageTests(CreditsSite site)
{
    private const string Form = "/dashboard/wallet/transfer";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-20")]
    public async Task Form_confirmation_done_and_sending_twice_moves_once(DatabaseKind kind)
    {
        var (visitor, userId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(kind, TopUp(25, userId));
        Assert.NotNull((await visitor.GetPageAsync("/dashboard/wallet")).QuerySelector("a[href='/dashboard/wallet/transfer']"));

        var confirm = (await ReviewAsync(visitor, CreditsSite.Customer, "5")).Headers.Location!.ToString();
        var page = await visitor.GetPageAsync(confirm);
        Assert.Equal(("$5.00", "$20.00"), (Text(page, "transfer-confirm-amount"), Text(page, "transfer-balance-after")));
        Assert.Contains("c•••@example.com", Text(page, "transfer-recipient"), StringComparison.Ordinal);
        Assert.DoesNotContain(CreditsSite.Customer, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var before = await BalanceOfCustomerAsync(kind);
        var first = await visitor.SubmitAsync(confirm, new Dictionary<string, string>(), "transfer/confirm");
        var again = await visitor.SubmitAsync(confirm, new Dictionary<string, string>(), "transfer/confirm");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        var done = await visitor.GetPageAsync(first.Headers.Location!.ToString());
        Assert.Contains($"$5.00 went to {CreditsSite.Customer}.", Text(done, "transfer-done"), StringComparison.Ordinal);
        Assert.Equal(before + Amount(5), await BalanceOfCustomerAsync(kind));
        await (await site.GetAsync(kind)).InTenantAsync("mycelium", x => LedgerInvariants.AssertAsync(x.GetRequiredService<IDatabase>()));

        // Changing it afterwards is a new transfer.
        page = await visitor.GetPageAsync(page.QuerySelector("[data-test=transfer-change]")!.GetAttribute("href")!);
        Assert.Equal((CreditsSite.Customer, "5.00"), (Value(page, "Input.To"), Value(page, "Input.Amount")));
        visitor.Dispose();
    }

    [Fact]
    public async Task Who_names_a_user_id_reads_the_id_and_no_address()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(25, userId));
        var app = await site.GetAsync(DatabaseKind.Sqlite);
        var customer = await app.InTenantAsync(
            "mycelium", x => x.GetRequiredService<IUserDirectory>().FindByEmailAsync(CreditsSite.Customer, default));

        var confirm = (await ReviewAsync(visitor, customer!.Id, "5")).Headers.Location!.ToString();
        Assert.Equal(customer.Id, Text(await visitor.GetPageAsync(confirm), "transfer-recipient"));
        var sent = await visitor.SubmitAsync(confirm, new Dictionary<string, string>(), "transfer/confirm");
        var done = await visitor.GetPageAsync(sent.Headers.Location!.ToString());
        Assert.Contains($"$5.00 went to {customer.Id}.", Text(done, "transfer-done"), StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", done.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Each_field_says_what_is_wrong_and_keeps_what_was_typed()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(25, userId));
        foreach (var (to, amount, field, message) in new[]
        {
            (CreditsSite.Customer, "0", "Input.Amount", "Enter an amount above zero, for example 25.00."),
            (CreditsSite.Customer, "1e2", "Input.Amount", "Use digits only, without spaces, signs or letters, for example 25.00."),
            (CreditsSite.Customer, "1.0010", "Input.Amount", "Use at most 2 decimals, for example 25.00."),
            (CreditsSite.Customer, "25.01", "Input.Amount",
                "You have $25.00, which is less than $25.01. Nothing was sent; buy credits or send less."),
            (CreditsSite.Customer, "501", "Input.Amount", "At most $500.00 can be sent at once. Nothing was sent; send less."),
            ("nobody@example.com", "1", "Input.To",
                "Nobody here has this address. Nothing was sent; ask for the address they sign in with."),
            ("", "1", "Input.To", "Enter the e-mail address of the person who gets the credits."),
        })
        {
            var page = await Visitor.ReadPageAsync(await ReviewAsync(visitor, to, amount));
            Assert.Equal(message, page.QuerySelector($"#{field.Replace('.', '_')}-error")?.TextContent.Trim());
            Assert.Equal((to, amount), (Value(page, "Input.To"), Value(page, "Input.Amount")));
        }

        visitor.Dispose();
    }

    [Fact]
    public async Task What_changed_meanwhile_is_said_on_the_confirmation()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(25, userId));
        var confirm = (await ReviewAsync(visitor, CreditsSite.Customer, "20")).Headers.Location!.ToString();
        await site.PostAsync(DatabaseKind.Sqlite, Purchase(10, userId));

        var page = await Visitor.ReadPageAsync(await visitor.SubmitAsync(confirm, new Dictionary<string, string>(), "transfer/confirm"));

        Assert.Contains("You have $15.00, which is less than $20.00.", Text(page, "transfer-refusal"), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Anothers_draft_and_a_made_up_one_lead_back_to_the_form()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        var (other, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(25, userId));
        var confirm = (await ReviewAsync(visitor, CreditsSite.Customer, "20")).Headers.Location!.ToString();

        foreach (var path in new[] { confirm, Form + "/confirm", Form + "/confirm?draft=x" })
        {
            var answer = await other.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, Form), (answer.StatusCode, answer.Headers.Location!.ToString()));
        }

        Assert.Contains("can no longer be confirmed", (await other.GetPageAsync(Form)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Form + "/done?id=txn_1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Form + "/done")).StatusCode);
        visitor.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Under_a_prefix_links_stay_there()
    {
        var (visitor, userId) = await site.NewCustomerAsync(DatabaseKind.Sqlite, "fiatdashboard", "/fiatdashboard");
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(25, userId), "fiatdashboard");
        var answer = await ReviewAsync(visitor, CreditsSite.Customer, "5");
        Assert.StartsWith(
            "/fiatdashboard/dashboard/wallet/transfer/confirm?draft=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Strangers_are_sent_to_sign_in()
    {
        using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        foreach (var path in new[] { Form, Form + "/confirm", Form + "/done" })
            Assert.Contains("/account/login", (await visitor.GetAsync(path)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<CreditAmount> BalanceOfCustomerAsync(DatabaseKind kind) =>
        await (await site.GetAsync(kind)).InTenantAsync("mycelium", async services =>
        {
            var customer = await services.GetRequiredService<IUserDirectory>().FindByEmailAsync(CreditsSite.Customer, default);
            return (await services.GetRequiredService<ILedger>().GetBalanceAsync(customer!.Id, default)).Available;
        });

    private static Task<HttpResponseMessage> ReviewAsync(Visitor visitor, string to, string amount) =>
        visitor.SubmitAsync(
            Form, new Dictionary<string, string> { ["Input.To"] = to, ["Input.Amount"] = amount, ["Input.Note"] = "Hello" });

    private static string Text(IParentNode page, string test) =>
        string.Join(
            ' ', (page.QuerySelector($"[data-test={test}]")?.TextContent ?? "").Split((char[]?)null,
                StringSplitOptions.RemoveEmptyEntries));

    private static string Value(IParentNode page, string name) => ((IHtmlInputElement)page.QuerySelector($"input[name='{name}']")!).Value;
}
