using System.Net;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

/// <summary>Which kinds of payment method an intent takes, and who may say so in which version of Stripe's API.</summary>
public sealed class MethodTypeTests
{
    private const string Endive = "2026-10-28.endive";
    private const string Dahlia = "2026-07-29.dahlia";

    private static readonly (string, string)[] TenDollars = [("amount", "1000"), ("currency", "usd")];

    [Theory]
    [InlineData("payment_intents")]
    [InlineData("setup_intents")]
    public async Task Since_endive_nobody_writes_the_types_of_an_intent(string path)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var form = Form(path, ("payment_method_types[]", "card"));
        var refused = await host.ServerOf(Endive).PostAsync(path, form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(
            ("invalid_request_error", "payment_method_types_no_longer_supported", "payment_method_types"),
            (refused.Error["type"]!.ToString(), refused.Error["code"]!.ToString(), refused.Error["param"]!.ToString()));
        Assert.Empty(await host.QueryAsync<string>("select id from stripe_sandbox_objects"));

        var earlier = await host.ServerOf(Dahlia).PostAsync(path, form);
        Assert.Equal((HttpStatusCode.OK, "card"), (earlier.Status, Types(earlier)));
        Assert.Equal(Dahlia, earlier.Response.Headers.GetValues("Stripe-Version").Single());
    }

    [Theory]
    [InlineData("payment_intents", Endive, "card", "card")]
    [InlineData("payment_intents", Endive, "paypal klarna card", "card paypal")]
    [InlineData("payment_intents", Dahlia, "paypal", "paypal")]
    [InlineData("setup_intents", Endive, "wero card", "card")]
    [InlineData("setup_intents", Dahlia, "card paypal", "card paypal")]
    public async Task What_is_allowed_and_fits_is_what_an_intent_takes(string path, string version, string allowed, string taken)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var made = await host.ServerOf(version).PostAsync(path, Form(path, Allow(allowed)));
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(taken, Types(made));
        Assert.Equal(allowed, string.Join(' ', made.Body["allowed_payment_method_types"]!.AsArray().Select(x => x!.ToString())));
        Assert.Null(made.Body["automatic_payment_methods"]);
    }

    [Theory]
    [InlineData("payment_intents")]
    [InlineData("setup_intents")]
    public async Task Who_allows_nothing_in_particular_gets_what_the_account_takes(string path)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var made = await host.ServerOf(Endive).PostAsync(path, Form(path));
        Assert.Equal("card paypal", Types(made));
        Assert.Null(made.Body["allowed_payment_method_types"]);
        Assert.True((bool)made.Body["automatic_payment_methods"]!["enabled"]!);
    }

    [Theory]
    [InlineData("klarna", "only")]
    [InlineData("crad", "crad")]
    public async Task Allowing_what_cannot_be_is_refused(string allowed, string says)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var refused = await host.ServerOf(Endive).PostAsync("payment_intents", Form("payment_intents", Allow(allowed)));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "allowed_payment_method_types"), (refused.Status, refused.Error["param"]!.ToString()));
        Assert.Contains(says, refused.Error["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("automatic_payment_methods[enabled]", "true")]
    [InlineData("automatic_payment_methods[allow_redirects]", "never")]
    [InlineData("payment_method_types[]", "card")]
    public async Task It_is_said_in_one_way_only(string name, string value)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var form = Form("payment_intents", [.. Allow("card"), (name, value)]);
        var refused = await host.ServerOf(Dahlia).PostAsync("payment_intents", form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("You may only specify one of these", refused.Error["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_may_allow_something_else_but_not_from_a_browser()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var made = await host.ServerOf(Endive).PostAsync("payment_intents", Form("payment_intents", Allow("paypal")));
        var path = $"payment_intents/{made["id"]}/confirm";
        var wrong = await host.ServerOf(Endive).PostAsync(path, ("payment_method", "pm_card_visa"));
        Assert.Contains("not allowed", wrong.Error["message"]!.ToString(), StringComparison.Ordinal);
        var browser = await host.Browser.PostAsync(
            path, [("client_secret", made["client_secret"]!), ("payment_method", "pm_card_visa"), .. Allow("card")]);
        Assert.Equal("parameter_unknown", browser.Error["code"]!.ToString());

        var paid = await host.ServerOf(Endive).PostAsync(path, [("payment_method", "pm_card_visa"), .. Allow("card")]);
        Assert.Equal(("succeeded", "card"), (paid["status"], Types(paid)));
    }

    private static (string, string)[] Form(string path, params (string, string)[] more) =>
        path == "payment_intents" ? [.. TenDollars, .. more] : more;

    private static (string, string)[] Allow(string types) => [.. types.Split(' ').Select(x => ("allowed_payment_method_types[]", x))];

    private static string Types(SandboxReply reply) =>
        string.Join(' ', reply.Body["payment_method_types"]!.AsArray().Select(x => x!.ToString()));
}
