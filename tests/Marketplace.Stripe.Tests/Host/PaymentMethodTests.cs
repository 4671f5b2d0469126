using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Host;

/// <summary>Saved methods over HTTP, in the real host, against the sandbox.</summary>
public sealed class PaymentMethodTests
{
    private const string Customer = "customer@example.com";
    private const string Path = "/api/wallet/payment-methods";

    [Theory, Trait("Acceptance", "S0-31"), Trait("Acceptance", "S2-10"), Trait("Acceptance", "S3-03")]
    [InlineData(DatabaseKind.Sqlite, "")]
    [InlineData(DatabaseKind.Postgres, "/fiatdashboard")]
    public async Task A_customer_saves_orders_and_removes_cards_and_pays_with_them(DatabaseKind kind, string prefix)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        using var ann = app.NewVisitor(prefix);
        await ann.SignInAsync(Customer);
        using var bob = app.NewVisitor(prefix);
        await bob.SignInAsync("editor@example.com");
        var browser = await BrowserAsync(app, ann, prefix);
        Assert.Empty((await ListAsync(ann))["payment_methods"]!.AsArray());

        // Somebody else cannot keep what Ann confirmed, and an unconfirmed setup keeps nothing.
        var setup = await SetUpAsync(ann);
        var id = setup["setup_intent_id"]!.ToString();
        Assert.Equal(HttpStatusCode.Conflict, (await ann.PostJsonAsync(Path, new { setup_intent_id = id })).StatusCode);
        Assert.Equal("succeeded", (await ConfirmAsync(browser, setup, "4242424242424242"))["status"]);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.PostJsonAsync(Path, new { setup_intent_id = id })).StatusCode);
        await SetUpAsync(bob);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.PostJsonAsync(Path, new { setup_intent_id = id })).StatusCode);
        var visa = await ReadAsync(await ann.PostJsonAsync(Path, new { setup_intent_id = id }));
        Assert.Equal(
            ("visa", "4242", "good", true),
            (visa["brand"]!.ToString(), visa["last4"]!.ToString(), visa["expiry"]!.ToString(), visa["is_default"]!.GetValue<bool>()));

        var second = await SetUpAsync(ann);
        await ConfirmAsync(browser, second, "5555555555554444");
        var mastercard = (await ReadAsync(await ann.PostJsonAsync(Path, new { setup_intent_id = second["setup_intent_id"]!.ToString() })))[
            "id"]!.ToString();
        Assert.Equal([visa["id"]!.ToString(), mastercard], await IdsAsync(ann));
        Assert.Equal(HttpStatusCode.NoContent, (await ann.PostJsonAsync($"{Path}/{mastercard}/default", new { })).StatusCode);
        Assert.Equal([mastercard, visa["id"]!.ToString()], await IdsAsync(ann));
        Assert.Equal(HttpStatusCode.NoContent, (await PutOrderAsync(ann, prefix, visa["id"]!.ToString(), mastercard)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PutOrderAsync(ann, prefix, visa["id"]!.ToString())).StatusCode);

        // Bob neither sees nor changes them, and cannot pay his own intent with Ann's card.
        Assert.Empty((await ListAsync(bob))["payment_methods"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await bob.PostJsonAsync($"{Path}/{mastercard}/default", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync(bob, prefix, mastercard)).StatusCode);
        var stolen = await PayAsync(browser, await StartAsync(bob), mastercard);
        Assert.Equal("payment_method", stolen.Error["param"]!.ToString());

        var paid = await PayAsync(browser, await StartAsync(ann), mastercard);
        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(ann, prefix, mastercard)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync(ann, prefix, mastercard)).StatusCode);
        Assert.Equal([visa["id"]!.ToString()], await IdsAsync(ann));
        var tenant = prefix.Length == 0 ? "mycelium" : "fiatdashboard";
        await Eventually.IsTrueAsync(
            async () => await app.InTenantAsync(
                tenant,
                x => x.GetRequiredService<Marketplace.Payments.Gateways.IPaymentGateway>().GetPaymentMethodAsync(mastercard, default))
                is not { Value.CustomerId: not null },
            "the gateway has let the card go");
        await app.InTenantAsync(tenant, services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
    }

    [Fact]
    public async Task Bad_requests_are_answered_clearly_and_save_nothing()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var guest = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await guest.PostJsonAsync($"{Path}/setup", new { })).StatusCode);
        using var ann = app.NewVisitor();
        await ann.SignInAsync(Customer);
        Assert.Equal(HttpStatusCode.BadRequest, (await ann.PostJsonAsync($"{Path}/setup", new { type = "gold" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await ann.PostJsonAsync($"{Path}/setup", new { }, ("Origin", "https://evil.example"))).StatusCode);
        foreach (var id in (string?[])[null, "", "a/../b", "seti_\0", new string('x', 300)])
            Assert.Equal(HttpStatusCode.BadRequest, (await ann.PostJsonAsync(Path, new { setup_intent_id = id })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.PostJsonAsync(Path, new { setup_intent_id = "seti_made_up" })).StatusCode);
        foreach (var id in (string[])["pm_made_up", "pm%20made%20up", "..%2Fx"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync(ann, "", id)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await ann.PostJsonAsync($"{Path}/{id}/default", new { })).StatusCode);
        }

        // A setup of another tenant, whose account is another one here.
        using var elsewhere = app.NewVisitor("/fiatdashboard");
        await elsewhere.SignInAsync(Customer);
        var setup = await SetUpAsync(elsewhere);
        await ConfirmAsync(await BrowserAsync(app, elsewhere, "/fiatdashboard"), setup, "4242424242424242");
        await SetUpAsync(ann);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await ann.PostJsonAsync(Path, new { setup_intent_id = setup["setup_intent_id"]!.ToString() })).StatusCode);
        Assert.Empty(await IdsAsync(ann));
    }

    private static async Task<SandboxCaller> BrowserAsync(MarketplaceApp app, Visitor visitor, string prefix)
    {
        var config = JsonNode.Parse((await visitor.GetPageAsync("/dashboard/wallet")).GetElementById("payments-config")!.TextContent)!;
        Assert.Equal(["card", "paypal"], config["kinds"]!.AsArray().Select(x => x!.ToString()));
        return new SandboxCaller(new Uri(app.Address, prefix + "/stripe-sandbox/v1/"), config["publishableKey"]!.ToString());
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<JsonNode> ListAsync(Visitor visitor) => await ReadAsync(await visitor.GetAsync(Path));

    private static async Task<string[]> IdsAsync(Visitor visitor) =>
        [.. (await ListAsync(visitor))["payment_methods"]!.AsArray().Select(x => x!["id"]!.ToString())];

    private static async Task<JsonNode> SetUpAsync(Visitor visitor) =>
        await ReadAsync(await visitor.PostJsonAsync($"{Path}/setup", new { type = "card" }));

    private static async Task<JsonNode> StartAsync(Visitor visitor) =>
        await ReadAsync(await visitor.PostJsonAsync("/api/wallet/topups", new { amount_usd = 10m }));

    private static Task<HttpResponseMessage> PutOrderAsync(Visitor visitor, string prefix, params string[] ids) =>
        visitor.Http.PutAsJsonAsync($"{prefix}{Path}/order", new { ids });

    private static Task<HttpResponseMessage> DeleteAsync(Visitor visitor, string prefix, string id) =>
        visitor.Http.DeleteAsync($"{prefix}{Path}/{id}");

    private static Task<SandboxReply> ConfirmAsync(SandboxCaller browser, JsonNode setup, string card) => browser.PostAsync(
        $"setup_intents/{setup["setup_intent_id"]}/confirm",
        ("client_secret", setup["client_secret"]!.ToString()),
        ("use_stripe_sdk", "true"),
        ("payment_method_data[type]", "card"),
        ("payment_method_data[card][number]", card),
        ("payment_method_data[card][exp_month]", "12"),
        ("payment_method_data[card][exp_year]", "40"),
        ("payment_method_data[card][cvc]", "123"));

    private static Task<SandboxReply> PayAsync(SandboxCaller browser, JsonNode topUp, string method) => browser.PostAsync(
        $"payment_intents/{topUp["payment_intent_id"]}/confirm", ("client_secret", topUp["client_secret"]!.ToString()),
        ("use_stripe_sdk", "true"), ("payment_method", method));
}
