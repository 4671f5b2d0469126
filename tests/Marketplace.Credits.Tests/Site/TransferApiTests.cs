using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Site;

public sealed class TransferApiTests(CreditsSite site)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_call_sends_and_the_same_call_again_answers_the_same(DatabaseKind kind)
    {
        var (sender, senderId) = await site.NewCustomerAsync(kind);
        var (recipient, recipientId) = await site.NewCustomerAsync(kind);
        await site.PostAsync(kind, TopUp(25, senderId));
        var body = $$"""{"to_user":"{{recipientId}}","amount":5.00,"note":"Thanks"}""";

        var first = await SendAsync(sender, body, "key-1");
        var text = await first.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "application/json"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        using var answer = JsonDocument.Parse(text);
        var id = answer.RootElement.GetProperty("transaction_id").GetString();
        Assert.Equal($$"""{"transaction_id":"{{id}}","to_user":"{{recipientId}}","amount":5.00,"balance_after":20.00}""", text);
        Assert.Equal(text, await (await SendAsync(sender, body, "key-1")).Content.ReadAsStringAsync());

        var other = await SendAsync(sender, body.Replace("5.00", "6.00", StringComparison.Ordinal), "key-1");
        await AssertProblemAsync(other, HttpStatusCode.Conflict, "key_reused");
        Assert.Equal("""{"balance":5.00}""", await (await recipient.GetAsync("/api/user/tfc-balance")).Content.ReadAsStringAsync());
        Assert.Contains(
            "\"note\":\"Thanks\"", await (await recipient.GetAsync("/api/wallet/transactions/" + id)).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        await (await site.GetAsync(kind)).InTenantAsync("mycelium", x => LedgerInvariants.AssertAsync(x.GetRequiredService<IDatabase>()));
        sender.Dispose();
        recipient.Dispose();
    }

    [Fact]
    public async Task What_is_missing_is_said_in_full()
    {
        var (sender, senderId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(3, senderId));

        var answer = await SendAsync(sender, $$"""{"to_user":"{{CreditsSite.Customer}}","amount":5}""", "k");

        await AssertProblemAsync(answer, HttpStatusCode.PaymentRequired, "insufficient_credits");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            """{"required":5.00,"available":3.00,"shortfall":2.00,"auto_topup_enabled":false,"suggested_topup":10.00}""",
            problem.RootElement.GetProperty("shortfall_info").GetRawText());
        Assert.Equal(
            "You have $3.00, which is less than $5.00. Nothing was sent; buy credits or send less.",
            problem.RootElement.GetProperty("detail").GetString());
        sender.Dispose();
    }

    [Fact]
    public async Task Each_refusal_has_a_status_and_a_code()
    {
        var (sender, senderId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(5_000, senderId));

        foreach (var (to, amount, status, code) in new[]
        {
            ("nobody@example.com", "1", HttpStatusCode.NotFound, "unknown_recipient"),
            (senderId, "1", HttpStatusCode.UnprocessableEntity, "to_oneself"),
            (CreditsSite.Customer, "500.01", HttpStatusCode.UnprocessableEntity, "above_maximum"),
        })
            await AssertProblemAsync(await SendAsync(sender, $$"""{"to_user":"{{to}}","amount":{{amount}}}""", NewKey()), status, code);

        foreach (var amount in new[] { 500, 500 })
            Assert.Equal(
                HttpStatusCode.OK,
                (await SendAsync(sender, $$"""{"to_user":"{{CreditsSite.Customer}}","amount":{{amount}}}""", NewKey())).StatusCode);
        await AssertProblemAsync(
            await SendAsync(sender, $$"""{"to_user":"{{CreditsSite.Customer}}","amount":1}""", NewKey()),
            HttpStatusCode.UnprocessableEntity, "above_daily_maximum");
        sender.Dispose();
    }

    [Theory]
    [InlineData("""{"to_user":"customer@example.com","amount":0}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":-1}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":1e3}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":"5.00"}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":"NaN"}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":null}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":5.001}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":99999999999999999999}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com","amount":9223372036854.775808}""", "amount")]
    [InlineData("""{"to_user":"customer@example.com"}""", "amount")]
    [InlineData("""{"amount":5}""", "to_user")]
    [InlineData("""{"to_user":5,"amount":5}""", "to_user")]
    [InlineData("""{"to_user":"customer@example.com","amount":5,"note":7}""", "note")]
    [InlineData("""{"to_user":"customer@example.com","amount":5,"note":"two\nlines"}""", "note")]
    [InlineData("""[]""", "")]
    [InlineData("""null""", "")]
    [InlineData("""{"to_user":"customer@example.com","amount":NaN}""", "")]
    [InlineData("""{"to_user":"customer@exam""", "")]
    [InlineData("""{"to_user":"customer@example.com","amount":5,"note":"\ud800"}""", "note")]
    [InlineData("""{"\ud800":1,"to_user":"customer@example.com","amount":5}""", "")]
    [InlineData("", "")]
    public async Task Bad_fields_are_named(string body, string field)
    {
        var (sender, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        var answer = await SendAsync(sender, body, "k");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(field, Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject()).Name);
        sender.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with blank")]
    public async Task A_key_is_needed(string? key)
    {
        var (sender, _) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        foreach (var bad in new[] { key, new string('k', IdempotencyKey.MaxLength + 1) })
        {
            var answer = await SendAsync(sender, """{"to_user":"customer@example.com","amount":1}""", bad);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
        }

        sender.Dispose();
    }

    [Fact]
    public async Task A_locked_person_receives_nothing_and_a_stranger_sends_nothing()
    {
        var app = await site.GetAsync(DatabaseKind.Sqlite);
        var (sender, senderId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        var (locked, lockedId) = await site.NewCustomerAsync(DatabaseKind.Sqlite);
        await site.PostAsync(DatabaseKind.Sqlite, TopUp(5, senderId));
        await app.InTenantAsync("mycelium", x => x.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync("update users set lockout_end = '9999-12-31 00:00:00' where id = @lockedId", new { lockedId }), default));

        var answer = await SendAsync(sender, $$"""{"to_user":"{{lockedId}}","amount":1}""", "k");
        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "unknown_recipient");

        using var stranger = app.NewVisitor();
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await SendAsync(stranger, """{"to_user":"customer@example.com","amount":1}""", "k")).StatusCode);
        sender.Dispose();
        locked.Dispose();
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/wallet/transfer")
        { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await visitor.Http.SendAsync(request);
    }
}
