using System.Globalization;
using System.Net;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class SandboxProtocolTests
{
    private static readonly (string, string)[] TenDollars =
        [("amount", "1000"), ("currency", "usd"), ("allowed_payment_method_types[]", "card")];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_first_answer_is_kept_under_its_key(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var first = await host.Server.PostAsync("payment_intents", "same", TenDollars);
        var again = await host.Server.PostAsync("payment_intents", "same", TenDollars);
        Assert.Equal(first["id"], again["id"]);
        Assert.Equal("true", again.Response.Headers.GetValues("Idempotent-Replayed").Single());

        var other = await host.Server.PostAsync("payment_intents", "same", [("amount", "1001"), .. TenDollars[1..]]);
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.Status, other.Error["type"]!.ToString()));
        var elsewhere = await host.Server.PostAsync("customers", "same", ("email", "a@example.com"));
        Assert.Equal("idempotency_error", elsewhere.Error["type"]!.ToString());

        host.Shell.Time.Advance(TimeSpan.FromHours(25));
        Assert.NotEqual(first["id"], (await host.Server.PostAsync("payment_intents", "same", TenDollars))["id"]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_declined_charge_is_kept_too_and_not_tried_again(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        (string, string)[] declined = [.. TenDollars, ("confirm", "true"), ("payment_method", "pm_card_chargeDeclined")];
        var first = await host.Server.PostAsync("payment_intents", "same", declined);
        var again = await host.Server.PostAsync("payment_intents", "same", declined);
        Assert.Equal(HttpStatusCode.PaymentRequired, first.Status);
        Assert.Equal(first.Error["charge"]!.ToString(), again.Error["charge"]!.ToString());
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    [Fact]
    public async Task What_validation_refused_may_be_mended_under_the_same_key()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Server.PostAsync("payment_intents", "same", ("currency", "usd"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Server.PostAsync("payment_intents", "same", TenDollars)).Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Requests_at_the_same_moment_with_one_key_make_one_charge(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        (string, string)[] paid = [.. TenDollars, ("confirm", "true"), ("payment_method", "pm_card_visa")];
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => host.Server.PostAsync("payment_intents", "same", paid))));
        Assert.All(replies, x => Assert.True(x.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, x.Body.ToJsonString()));
        Assert.All(
            replies.Where(x => x.Status == HttpStatusCode.Conflict),
            x => Assert.Equal("idempotency_key_in_use", x.Error["code"]!.ToString()));
        Assert.Single(replies.Where(x => x.Status == HttpStatusCode.OK).Select(x => x["id"]).Distinct());
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_intent_confirmed_twice_at_the_same_moment_is_charged_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.ConfirmAsync(topUp))));
        Assert.Single(replies, x => x.Status == HttpStatusCode.OK);
        Assert.All(
            replies.Where(x => x.Status != HttpStatusCode.OK),
            x => Assert.Equal("payment_intent_unexpected_state", x.Error["code"]!.ToString()));
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    [Theory]
    [InlineData("4000000000000002", "card_declined", "generic_decline")]
    [InlineData("4000000000009995", "card_declined", "insufficient_funds")]
    [InlineData("4000000000009987", "card_declined", "lost_card")]
    [InlineData("4000000000009979", "card_declined", "stolen_card")]
    [InlineData("4000000000006975", "card_declined", "card_velocity_exceeded")]
    [InlineData("4000000000000069", "expired_card", "expired_card")]
    [InlineData("4000000000000127", "incorrect_cvc", "incorrect_cvc")]
    [InlineData("4000000000000119", "processing_error", "processing_error")]
    [InlineData("4000000000000341", "card_declined", "generic_decline")]
    public async Task Each_test_card_is_declined_as_published(string card, string code, string declineCode)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        var reply = await host.ConfirmAsync(topUp, card);
        Assert.Equal(HttpStatusCode.PaymentRequired, reply.Status);
        Assert.Equal(
            ("card_error", code, declineCode),
            (reply.Error["type"]!.ToString(), reply.Error["code"]!.ToString(), reply.Error["decline_code"]!.ToString()));
        var intent = await host.Server.GetAsync($"payment_intents/{topUp.PaymentIntentId}");
        Assert.Equal("requires_payment_method", intent["status"]);
        Assert.Equal(code, intent.Body["last_payment_error"]!["code"]!.ToString());
        Assert.Equal(0, (int)intent.Body["amount_received"]!);
    }

    [Theory]
    [InlineData("4242424242424241", "incorrect_number")]
    [InlineData("4111111111111111", "card_declined")]
    [InlineData("1", "incorrect_number")]
    public async Task A_number_that_is_no_test_card_is_refused_and_never_stored(string card, string code)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        var reply = await host.ConfirmAsync(topUp, card);
        Assert.Equal((HttpStatusCode.PaymentRequired, code), (reply.Status, reply.Error["code"]!.ToString()));
        Assert.DoesNotContain(
            await host.QueryAsync<string>("select json from stripe_sandbox_objects"),
            x => x.Contains($"\"{card}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amount", "49", "amount_too_small")]
    [InlineData("amount", "100000000", "amount_too_large")]
    [InlineData("amount", "12.5", "parameter_invalid_integer")]
    [InlineData("amount", "-100", "parameter_invalid_integer")]
    [InlineData("amuont", "1000", "parameter_unknown")]
    [InlineData("currency", "", "parameter_missing")]
    [InlineData("customer", "cus_missing", "resource_missing")]
    public async Task A_wrong_parameter_is_named(string name, string value, string code)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var form = TenDollars.Where(x => x.Item1 != name).Append((name, value)).ToArray();
        var reply = await host.Server.PostAsync("payment_intents", form);
        Assert.Equal(code, reply.Error["code"]!.ToString());
        Assert.Equal(name, reply.Error["param"]!.ToString());
        Assert.StartsWith("req_", reply.Response.Headers.GetValues("Request-Id").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_open_only_what_they_are_for()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        var path = $"payment_intents/{topUp.PaymentIntentId}";
        var api = new Uri(host.Root, "stripe-sandbox/v1/");
        Assert.Equal(HttpStatusCode.Unauthorized, (await new SandboxCaller(api, null).GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new SandboxCaller(api, "sk_test_guessed").GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.PostAsync("payment_intents", TenDollars)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.GetAsync("payment_intents")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.GetAsync(path)).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await host.Browser.GetAsync($"{path}?client_secret={topUp.PaymentIntentId}_secret_guessed")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await host.ConfirmAsync(topUp.PaymentIntentId!, topUp.PaymentIntentId + "_secret_guessed", "4242424242424242")).Status);

        var seen = await host.Browser.GetAsync($"{path}?client_secret={topUp.ClientSecret}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.False(seen.Body.ContainsKey("metadata"));
    }

    [Fact]
    public async Task Events_are_listed_newest_first_with_what_was_delivered()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        host.Shell.Time.Advance(TimeSpan.FromSeconds(1));
        await host.ConfirmAsync(topUp);
        var types = (await host.Server.GetAsync("events?limit=3")).Body["data"]!.AsArray().Select(x => x!["type"]!.ToString()).ToList();
        Assert.Equal("payment_intent.created", types[^1]);
        Assert.Equal(["charge.succeeded", "payment_intent.succeeded"], types[..2].Order(StringComparer.Ordinal));

        var waiting = (await host.Server.GetAsync("events?delivery_success=false")).Body["data"]!.AsArray();
        var due = Assert.Single(waiting)!;
        Assert.Equal("payment_intent.succeeded", due["type"]!.ToString());
        Assert.Equal(25m, decimal.Parse(due["data"]!["object"]!["metadata"]!["tfc_amount"]!.ToString(), CultureInfo.InvariantCulture));
        await host.Shell.DrainOutboxAsync();
        Assert.Empty((await host.Server.GetAsync("events?delivery_success=false")).Body["data"]!.AsArray());
        Assert.Equal(due["id"]!.ToString(), (await host.Server.GetAsync($"events/{due["id"]}"))["id"]);
    }

    [Fact]
    public async Task Lists_are_paged_by_cursor()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        for (var i = 0; i < 5; i++)
        {
            await host.Server.PostAsync("payment_intents", TenDollars);
            host.Shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await host.Server.GetAsync("payment_intents?limit=2");
        Assert.True((bool)first.Body["has_more"]!);
        var ids = Ids(first);
        var second = Ids(await host.Server.GetAsync($"payment_intents?limit=2&starting_after={ids[^1]}"));
        var last = await host.Server.GetAsync($"payment_intents?limit=2&starting_after={second[^1]}");
        Assert.False((bool)last.Body["has_more"]!);
        Assert.Equal(5, ids.Concat(second).Concat(Ids(last)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids, Ids(await host.Server.GetAsync($"payment_intents?limit=2&ending_before={second[0]}")));
    }

    [Fact]
    public async Task A_saved_card_that_wants_its_owner_is_declined_without_them_unless_it_was_set_up()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var customer = (await host.Server.PostAsync("customers", ("email", "ada@example.com")))["id"]!;
        (string, string)[] charge = [.. TenDollars, ("customer", customer), ("confirm", "true"), ("off_session", "true")];
        var refused = await host.Server.PostAsync("payment_intents", [.. charge, ("payment_method", "pm_card_authenticationRequired")]);
        Assert.Equal((HttpStatusCode.PaymentRequired, "authentication_required"), (refused.Status, refused.Error["code"]!.ToString()));

        var first = await host.Server.PostAsync(
            "payment_intents",
            [.. TenDollars, ("customer", customer), ("confirm", "true"), ("setup_future_usage", "off_session"),
                ("payment_method", "pm_card_authenticationRequiredOnSetup")]);
        Assert.Equal("requires_action", first["status"]);
        await host.Browser.PostAsync(
            $"payment_intents/{first["id"]}/sandbox_challenge", ("client_secret", first["client_secret"]!), ("outcome", "succeed"));
        var later = await host.Server.PostAsync("payment_intents", [.. charge, ("payment_method", first["payment_method"]!)]);
        Assert.Equal("succeeded", later["status"]);
    }

    [Fact]
    public async Task What_it_does_not_speak_it_says()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var reply = await host.Server.GetAsync("invoices");
        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Contains("Unrecognized request URL (GET: /v1/invoices)", reply.Error["message"]!.ToString(), StringComparison.Ordinal);
    }

    private static List<string> Ids(SandboxReply reply) => [.. reply.Body["data"]!.AsArray().Select(x => x!["id"]!.ToString())];
}
