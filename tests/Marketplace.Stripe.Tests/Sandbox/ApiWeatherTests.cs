using System.Net;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Tests.Support;
using Marketplace.StripeSandbox.Desk;
using Marketplace.StripeSandbox.Refunds;
using Marketplace.StripeSandbox.Weather;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class ApiWeatherTests
{
    private static readonly (string, string)[] Paid =
        [("amount", "1000"), ("currency", "usd"), ("allowed_payment_method_types[]", "card"), ("confirm", "true"),
            ("payment_method", "pm_card_visa")];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_500_after_doing_it_is_what_its_key_answers_from_then_on(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        await host.SetWeatherAsync(new WebhookWeather { BrokenPercent = 100 });
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Server.PostAsync("payment_intents", "same", Paid)).Status);
        await host.SetWeatherAsync(new WebhookWeather());
        var again = await host.Server.PostAsync("payment_intents", "same", Paid);
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "true"), (again.Status, again.Response.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_answered_with_500_takes_the_credits_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        await host.Shell.DrainOutboxAsync();
        await host.SetWeatherAsync(new WebhookWeather { BrokenPercent = 100 });
        var refund = new CreateRefund("refund-1", topUp.PaymentIntentId!, 1000, new Dictionary<string, string>());
        var answer = await host.Shell.InScopeAsync<IPaymentGateway, GatewayResult<GatewayRefund>>(x => x.RefundAsync(refund, default));
        Assert.True(answer.Error!.OutcomeUnknown);
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(15m);
        var all = await host.Shell.InScopeAsync<IPaymentGateway,
            GatewayResult<IReadOnlyList<GatewayRefund>>>(x => x.ListRefundsAsync(topUp.PaymentIntentId!, default));
        Assert.Single(all.Value!);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_charge_answered_with_500_is_made_once_and_credited_once_by_its_webhook_or_by_the_sweep(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var card = await host.SaveCardAsync();
        var told = await BrokenChargeAsync(host, card, new WebhookWeather { BrokenPercent = 100 });
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        Assert.IsType<ChargeResult.Credited>(await ChargeAsync(host, told));

        host.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        var untold = await BrokenChargeAsync(host, card, new WebhookWeather { BrokenPercent = 100, LostPercent = 100 });
        await host.Shell.DrainOutboxAsync();
        await host.AssertBalanceAsync(25m);
        host.Shell.Time.Advance(TimeSpan.FromMinutes(3));
        await host.RunTaskAsync("SweepEventsTask");
        await host.AssertBalanceAsync(50m);
        Assert.IsType<ChargeResult.Credited>(await ChargeAsync(host, untold));

        Assert.Equal(2, (await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'")).Count);
        Assert.Equal(2, (await host.QueryAsync<string>("select id from outbox where event = 'payments.top-up-succeeded'")).Count);
    }

    private static async Task<ChargeSavedMethod> BrokenChargeAsync(StripeHost host, string card, WebhookWeather weather)
    {
        var request = new ChargeSavedMethod("atu:" + weather.LostPercent, StripeHost.Ada, StripeHost.Amount(25m), card);
        await host.SetWeatherAsync(weather);
        Assert.IsType<ChargeResult.Unknown>(await ChargeAsync(host, request));
        await host.SetWeatherAsync(new WebhookWeather());
        return request;
    }

    private static Task<ChargeResult> ChargeAsync(StripeHost host, ChargeSavedMethod request) =>
        host.Shell.InScopeAsync<ITopUps, ChargeResult>(x => x.ChargeAsync(request, default));

    [Fact]
    public async Task A_slow_answer_comes_after_the_work_is_done()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        await host.SetWeatherAsync(new WebhookWeather { SlowSeconds = 5 });
        var answer = host.Server.PostAsync("payment_intents", "same", Paid);
        await Eventually.IsTrueAsync(
            async () => (await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'")).Count > 0,
            "the work is done");
        Assert.False(answer.IsCompleted);
        await Eventually.IsTrueAsync(
            () =>
            {
                host.Shell.Time.Advance(TimeSpan.FromSeconds(5));
                return answer.IsCompleted;
            },
            "the answer comes");

        Assert.Equal("succeeded", (await answer)["status"]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_key_whose_process_died_is_in_use_for_a_minute_and_then_charges_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var first = await host.Server.PostAsync("payment_intents", "same", Paid);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        await using (var db = await host.Shell.Database.BeginAsync(default))
        {
            // What a process leaves that dies before its transaction ends: the claim, and nothing else.
            await db.ExecuteAsync("update stripe_sandbox_requests set status = null, body = null");
            await db.ExecuteAsync("delete from stripe_sandbox_objects");
            await db.CommitAsync(default);
        }

        var during = await host.Server.PostAsync("payment_intents", "same", Paid);
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (during.Status, during.Error["code"]!.ToString()));
        host.Shell.Time.Advance(TimeSpan.FromSeconds(61));
        var after = await host.Server.PostAsync("payment_intents", "same", Paid);
        Assert.Equal("succeeded", after["status"]);
        Assert.Equal(after["id"], (await host.Server.PostAsync("payment_intents", "same", Paid))["id"]);
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "4000000000007726", "pending", "succeeded", 0)]
    [InlineData(DatabaseKind.Postgres, "4000000000007726", "pending", "succeeded", 0)]
    [InlineData(DatabaseKind.Sqlite, "4000000000005126", "succeeded", "failed", 25)]
    [InlineData(DatabaseKind.Postgres, "4000000000005126", "succeeded", "failed", 25)]
    public async Task The_cards_of_the_table_settle_their_refunds_by_themselves(
        DatabaseKind kind, string card, string at, string later, int balance)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m, card);
        var refund = await host.Server.PostAsync("refunds", ("payment_intent", topUp.PaymentIntentId!));
        Assert.Equal(at, refund["status"]);
        await host.Shell.DrainOutboxAsync();
        host.Shell.Time.Advance(SandboxRefunds.BankTime);
        await host.Shell.DrainOutboxAsync();
        Assert.Equal(later, (await host.Server.GetAsync($"refunds/{refund["id"]}"))["status"]);
        await host.AssertBalanceAsync(balance);
    }

}
