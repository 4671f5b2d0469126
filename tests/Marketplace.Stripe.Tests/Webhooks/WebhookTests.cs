using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Stripe.Webhooks;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Webhooks;

public sealed class WebhookTests
{
    [Theory, Trait("Acceptance", "S1-07")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_that_succeeded_credits_the_wallet(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var body = Events.Succeeded(await host.PayAsync(25m), host).Bytes();
        var answer = await host.PostWebhookAsync(body, host.Sign(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("PaymentSucceeded", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.AssertBalanceAsync(25m);
        Assert.Equal(
            ("Applied", "PaymentSucceeded"),
            Assert.Single(await host.QueryAsync<(string, string)>("select status, result from stripe_events")));
    }

    [Fact]
    public async Task An_event_is_kept_without_the_secret_that_confirms_its_payment()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var stripeEvent = Events.Succeeded(await host.StartTopUpAsync(25m), host);
        stripeEvent["data"]!["object"]!["client_secret"] = "pi_1_secret_2";
        var body = stripeEvent.Bytes();

        await host.PostWebhookAsync(body, host.Sign(body));

        var payload = Assert.Single(await host.QueryAsync<string>("select payload from stripe_events"));
        Assert.DoesNotContain("pi_1_secret_2", payload, StringComparison.Ordinal);
        Assert.Contains("payment_intent.succeeded", payload, StringComparison.Ordinal);
    }

    public static TheoryData<DatabaseKind, string> BadSignatures()
    {
        var data = new TheoryData<DatabaseKind, string>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            foreach (var name in (string[])["none", "forged", "expired", "future", "re-encoded", "edited"])
                data.Add(kind, name);
        }

        return data;
    }

    [Theory, MemberData(nameof(BadSignatures)), Trait("Acceptance", "S1-06")]
    public async Task What_is_not_signed_for_now_and_these_bytes_changes_nothing(DatabaseKind kind, string how)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var stripeEvent = Events.Succeeded(await host.StartTopUpAsync(25m), host);
        var body = stripeEvent.Bytes();
        var signature = host.Sign(body);
        switch (how)
        {
            case "none":
                signature = null;
                break;
            case "forged":
                signature = WebhookSignature.Header(body, "whsec_guessed", host.Shell.Time.GetUtcNow());
                break;
            case "expired":
                host.Shell.Time.Advance(TimeSpan.FromSeconds(301));
                break;
            case "future":
                host.Shell.Time.MoveTo(host.Shell.Time.GetUtcNow() - TimeSpan.FromSeconds(301));
                break;
            case "re-encoded":
                body = Encoding.UTF8.GetBytes(stripeEvent.ToJsonString());
                break;
            default:
                stripeEvent.Intent()["amount_received"] = 250_000;
                body = stripeEvent.Bytes();
                break;
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostWebhookAsync(body, signature)).StatusCode);
        await host.AssertBalanceAsync(0m);
        Assert.Empty(await host.QueryAsync<string>("select event_id from stripe_events"));
    }

    public static TheoryData<DatabaseKind, string, string> ForeignEvents()
    {
        var data = new TheoryData<DatabaseKind, string, string>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            data.Add(kind, "tenant", "it belongs to another tenant");
            data.Add(kind, "no-tenant", "its metadata names no tenant");
            data.Add(kind, "no-metadata", "its metadata names no tenant");
            data.Add(kind, "no-user", "its metadata names no user");
            data.Add(kind, "no-amount", "its metadata has no valid amount");
            data.Add(kind, "bad-amount", "its metadata has no valid amount");
            data.Add(kind, "negative-amount", "its metadata has no valid amount");
            data.Add(kind, "unknown-intent", "Stripe does not know its payment intent");
            data.Add(kind, "other-intent", "no top-up fits it");
            data.Add(kind, "not-paid", "no open top-up fits it");
        }

        return data;
    }

    [Theory, MemberData(nameof(ForeignEvents)), Trait("Acceptance", "S1-10")]
    public async Task A_signed_event_that_is_none_of_ours_credits_nobody_and_is_recorded(DatabaseKind kind, string what, string why)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = what == "not-paid" ? await host.StartTopUpAsync(25m) : await host.PayAsync(25m);
        var stripeEvent = Events.Succeeded(topUp, host);
        var intent = stripeEvent.Intent();
        var metadata = intent["metadata"]!.AsObject();
        Action change = what switch
        {
            "tenant" => () => metadata["tenant"] = "elsewhere",
            "no-tenant" => () => metadata.Remove("tenant"),
            "no-metadata" => () => intent["metadata"] = new JsonObject(),
            "no-user" => () => metadata.Remove("user_id"),
            "no-amount" => () => metadata.Remove("tfc_amount"),
            "bad-amount" => () => metadata["tfc_amount"] = "25,00",
            "negative-amount" => () => metadata["tfc_amount"] = "-25.00",
            "unknown-intent" => () => intent["id"] = "pi_unknown",
            _ => () => { },
        };
        change();
        if (what == "other-intent")
            intent["id"] = await PayAnotherAsync(host, metadata);
        var body = stripeEvent.Bytes();
        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(0m);
        Assert.Empty(await host.QueryAsync<string>("select id from ledger_transactions"));
        Assert.Equal(("Ignored", why), Assert.Single(await host.QueryAsync<(string, string)>("select status, detail from stripe_events")));
    }

    /// <summary>An intent that somebody with the account's keys made, with a top-up's metadata.</summary>
    private static async Task<string> PayAnotherAsync(StripeHost host, JsonObject metadata)
    {
        var paid = await host.Server.PostAsync(
            "payment_intents",
            [
                ("amount", "2500"), ("currency", "usd"), ("allowed_payment_method_types[]", "card"), ("confirm", "true"),
                ("payment_method", "pm_card_visa"),
                .. metadata.Select(x => ($"metadata[{x.Key}]", x.Value!.ToString())),
            ]);
        return paid["id"]!;
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_credited_is_what_Stripe_has_now_and_not_what_an_old_event_tells(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        foreach (var (type, status) in (IEnumerable<(string, string)>)[
            ("payment_intent.requires_action", "requires_action"), ("payment_intent.processing", "processing")])
        {
            var body = Events.Make(type, topUp, host, status, received: false).Bytes();
            Assert.Contains(
                "PaymentSucceeded", await (await host.PostWebhookAsync(body, host.Sign(body))).Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }

        await host.AssertBalanceAsync(25m);
    }

    [Theory, Trait("Acceptance", "S1-10")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Repeated_and_doubled_events_credit_once_also_at_the_same_moment(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        var same = Events.Succeeded(topUp, host).Bytes();
        var other = Events.Succeeded(topUp, host).Bytes();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () =>
        {
            var body = i % 2 == 0 ? same : other;
            return (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode;
        })));
        Assert.All(answers, x => Assert.Equal(HttpStatusCode.OK, x));
        await host.AssertBalanceAsync(25m);
        Assert.Equal([12, 12], await host.QueryAsync<int>("select deliveries from stripe_events"));
        Assert.Single(await host.QueryAsync<string>("select id from outbox where event = 'payments.top-up-succeeded'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_event_that_could_not_be_applied_is_refused_and_applied_when_it_comes_again(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var body = Events.Succeeded(await host.PayAsync(25m), host).Bytes();
        host.Ledger.FailuresLeft = 1;
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(0m);
        Assert.Equal("Failed", Assert.Single(await host.QueryAsync<string>("select status from stripe_events")));

        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(25m);
        Assert.Equal("Applied", Assert.Single(await host.QueryAsync<string>("select status from stripe_events")));
    }

    [Theory, Trait("Acceptance", "S1-08")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_failed_payment_credits_nothing_in_whatever_order_it_is_told(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
        await host.ConfirmAsync(topUp, "4000000000000002");
        var failed = Events.Make("payment_intent.payment_failed", topUp, host, "requires_payment_method", received: false);
        var answer = await host.PostWebhookAsync(failed.Bytes(), host.Sign(failed.Bytes()));
        Assert.Contains("PaymentFailed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.AssertBalanceAsync(0m);
        Assert.Equal(
            "Your card was declined. You were not charged. Use another card, or ask your bank.",
            Assert.Single(await host.QueryAsync<string>("select failure_message from top_ups")));

        await host.ConfirmAsync(topUp);
        failed["id"] = "evt_late";
        failed.Intent()["created"] = 1;
        await host.PostWebhookAsync(failed.Bytes(), host.Sign(failed.Bytes()));
        await host.AssertBalanceAsync(25m);
        var succeeded = Events.Succeeded(topUp, host).Bytes();
        await host.PostWebhookAsync(succeeded, host.Sign(succeeded));
        await host.AssertBalanceAsync(25m);
        Assert.Equal(TopUpStatus.Succeeded, await host.StatusAsync(topUp.PaymentIntentId!));
    }

    [Theory, Trait("Acceptance", "S1-09")]
    [InlineData("payment_intent.created")]
    [InlineData("charge.succeeded")]
    [InlineData("something.new")]
    public async Task Every_other_event_is_ignored(string type)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var body = Events.Make(type, await host.StartTopUpAsync(25m), host, "succeeded", received: true).Bytes();
        var answer = await host.PostWebhookAsync(body, host.Sign(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Ignored", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"x\",\"data\":{\"object\":7}}")]
    public async Task A_signed_body_that_is_no_event_is_refused(string text)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        Assert.Empty(await host.QueryAsync<string>("select event_id from stripe_events"));
    }

    [Fact]
    public async Task A_body_of_any_size_is_not_read()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var body = new byte[600 * 1024];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
    }
}
