using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Payments;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests;

public sealed class WebhookTests
{
    [Theory, Trait("Acceptance", "S1-07")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_that_succeeded_credits_the_wallet(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var body = Events.Succeeded(await host.StartTopUpAsync(25m), host).Bytes();
        var answer = await host.PostWebhookAsync(body, host.Sign(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("PaymentSucceeded", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.AssertBalanceAsync(25m);
        Assert.Equal(("Applied", "PaymentSucceeded"), Assert.Single(await host.QueryAsync<(string, string)>("select status, result from stripe_events")));
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
                host.Shell.Time.Advance(-TimeSpan.FromSeconds(301));
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

    public static TheoryData<DatabaseKind, string> ForeignEvents()
    {
        var data = new TheoryData<DatabaseKind, string>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            foreach (var name in (string[])["tenant", "no-tenant", "no-metadata", "no-user", "no-amount", "bad-amount", "negative-amount", "other-amount", "other-user", "unknown-intent", "not-succeeded", "received-less"])
                data.Add(kind, name);
        }

        return data;
    }

    [Theory, MemberData(nameof(ForeignEvents)), Trait("Acceptance", "S1-10")]
    public async Task A_signed_event_that_is_none_of_ours_credits_nobody_and_is_recorded(DatabaseKind kind, string what)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var stripeEvent = Events.Succeeded(await host.StartTopUpAsync(25m), host);
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
            "other-amount" => () => metadata["tfc_amount"] = "2500.00",
            "other-user" => () => metadata["user_id"] = "usr_bob",
            "unknown-intent" => () => (intent["id"], metadata["topup_id"]) = ("pi_unknown", "top_unknown"),
            "not-succeeded" => () => intent["status"] = "processing",
            _ => () => intent["amount_received"] = 1,
        };
        change();
        var body = stripeEvent.Bytes();
        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(0m);
        await host.AssertBalanceAsync(0m, "usr_bob");
        Assert.Empty(await host.QueryAsync<string>("select id from ledger_transactions"));
        var (status, detail) = Assert.Single(await host.QueryAsync<(string, string)>("select status, detail from stripe_events"));
        Assert.Equal("Ignored", status);
        Assert.NotEmpty(detail);
    }

    [Theory, Trait("Acceptance", "S1-10")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Repeated_and_doubled_events_credit_once_also_at_the_same_moment(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
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
        var body = Events.Succeeded(await host.StartTopUpAsync(25m), host).Bytes();
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
        var failed = Events.Make("payment_intent.payment_failed", topUp, host, "requires_payment_method", received: false);
        failed.Intent()["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["message"] = "Your card was declined." };
        var answer = await host.PostWebhookAsync(failed.Bytes(), host.Sign(failed.Bytes()));
        Assert.Contains("PaymentFailed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.AssertBalanceAsync(0m);
        Assert.Equal("Your card was declined. You were not charged. Use another card, or ask your bank.", Assert.Single(await host.QueryAsync<string>("select failure_message from top_ups")));

        var succeeded = Events.Succeeded(topUp, host).Bytes();
        await host.PostWebhookAsync(succeeded, host.Sign(succeeded));
        failed["id"] = "evt_late";
        await host.PostWebhookAsync(failed.Bytes(), host.Sign(failed.Bytes()));
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
