using System.Net;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

/// <summary>Attempt, intent, card, webhook, credit: all of it, with the process failing in between.</summary>
public sealed class PaymentFlowTests
{
    [Theory, Trait("Acceptance", "S1-01"), Trait("Acceptance", "S1-07")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_card_payment_arrives_in_the_wallet_without_the_browser(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
        var paid = await host.ConfirmAsync(topUp);
        Assert.Equal("succeeded", paid["status"]);
        await host.AssertBalanceAsync(0m);

        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        Assert.Equal(TopUpStatus.Succeeded, await host.StatusAsync(topUp.PaymentIntentId!));
    }

    [Fact]
    public async Task It_works_below_a_path_prefix()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite, x => x.Tenant.PathPrefix = "/coop");
        Assert.EndsWith("/coop/", host.Root.ToString(), StringComparison.Ordinal);
        await host.ConfirmAsync(await host.StartTopUpAsync(10m));
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(10m);
    }

    [Theory, Trait("Acceptance", "S1-04")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_intent_at_the_gateway_is_what_was_asked_for(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
        var intent = await host.Server.GetAsync($"payment_intents/{topUp.PaymentIntentId}");
        Assert.Equal(2500, (int)intent.Body["amount"]!);
        Assert.Equal("usd", intent["currency"]);
        Assert.Equal("25.00", intent.Body["metadata"]!["tfc_amount"]!.ToString());
        Assert.Equal(StripeHost.Ada, intent.Body["metadata"]!["user_id"]!.ToString());
        Assert.Equal("tfc_purchase", intent.Body["metadata"]!["purpose"]!.ToString());
        Assert.Equal("2026-10-28.endive", intent.Response.Headers.GetValues("Stripe-Version").Single());
    }

    [Theory, Trait("Acceptance", "S1-08")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_declined_card_costs_nothing_and_the_next_one_pays_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.StartTopUpAsync(25m);
        var declined = await host.ConfirmAsync(topUp, "4000000000009995");
        Assert.Equal(HttpStatusCode.PaymentRequired, declined.Status);
        Assert.Equal("insufficient_funds", declined.Error["decline_code"]!.ToString());
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(0m);

        await host.ConfirmAsync(topUp);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.ConfirmAsync(topUp)).Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_webhook_that_fails_is_sent_again_until_the_credits_are_there(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.ConfirmAsync(await host.StartTopUpAsync(25m));
        host.RefusedWebhooks = 2;
        host.Ledger.FailuresLeft = 1;
        for (var i = 0; i < 4; i++)
        {
            await host.AssertBalanceAsync(0m);
            await host.Shell.DrainOutboxAsync();
            host.Shell.Time.Advance(TimeSpan.FromHours(2));
        }

        await host.AssertBalanceAsync(25m);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_answer_and_a_repeated_request_make_one_intent(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Shell.InScopeAsync<ITopUps, StartTopUpResult>(x => x.StartAsync(
            new StartTopUp("same", StripeHost.Ada, StripeHost.Amount(25m), ""),
            (_, _) => throw new InvalidOperationException("The process died here."), default)));
        var topUp = await host.StartTopUpAsync(25m, key: "same");
        var intents = (await host.Server.GetAsync("payment_intents")).Body["data"]!.AsArray();
        Assert.Equal(topUp.PaymentIntentId, Assert.Single(intents)!["id"]!.ToString());

        await host.ConfirmAsync(topUp);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
    }

    [Fact]
    public async Task A_canceled_intent_ends_the_top_up()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        Assert.Equal(
            "canceled",
            (await host.Server.PostAsync($"payment_intents/{topUp.PaymentIntentId}/cancel", ("cancellation_reason", "abandoned")))[
                "status"]);
        await host.Shell.DrainOutboxAsync();
        Assert.Equal(TopUpStatus.Failed, await host.StatusAsync(topUp.PaymentIntentId!));
        await host.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData("succeed", "succeeded")]
    [InlineData("fail", "requires_payment_method")]
    public async Task A_bank_that_asks_is_answered_before_anything_is_charged(string outcome, string status)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        Assert.Equal("requires_action", (await host.ConfirmAsync(topUp, "4000002760003184"))["status"]);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(0m);

        var answered = await host.Browser.PostAsync(
            $"payment_intents/{topUp.PaymentIntentId}/sandbox_challenge", ("client_secret", topUp.ClientSecret!), ("outcome", outcome));
        Assert.Equal(status, answered["status"]);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(outcome == "succeed" ? 25m : 0m);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await host.Browser.PostAsync(
                $"payment_intents/{topUp.PaymentIntentId}/sandbox_challenge", ("client_secret", topUp.ClientSecret!),
                ("outcome", "succeed"))).Status);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(outcome == "succeed" ? 25m : 0m);
    }

    [Fact]
    public async Task No_secret_reaches_the_log()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var topUp = await host.StartTopUpAsync(25m);
        await host.ConfirmAsync(topUp, "4000000000000002");
        await host.ConfirmAsync(topUp);
        await host.Shell.DrainOutboxAsync();
        foreach (var secret in (string[])[host.Account.SecretKey, host.Account.WebhookSecrets[0], topUp.ClientSecret!, "4242424242424242"])
            Assert.DoesNotContain(secret, host.Shell.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Account.SecretKey, host.Account.ToString(), StringComparison.Ordinal);
    }
}
