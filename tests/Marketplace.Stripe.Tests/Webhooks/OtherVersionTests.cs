using System.Globalization;
using System.Net;
using System.Text;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Log;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Stripe.Webhooks;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Webhooks;

/// <summary>What Stripe and we wrote in the words of the API version before goes on with today's.</summary>
public sealed class OtherVersionTests
{
    private const string Before = "2026-07-29.dahlia";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_event_that_the_version_before_stored_is_applied_when_it_is_run_again(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var topUp = await host.PayAsync(25m);
        await host.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into stripe_events
                  (event_id, type, object_id, payment_intent_id, fingerprint, payload, status, deliveries, received_at)
                values ('evt_old', 'payment_intent.succeeded', @intent, @intent, 'f', @payload, 'Failed', 3, @at)
                """,
                new { intent = topUp.PaymentIntentId, payload = Stored(topUp, host), at = host.Shell.Time.GetUtcNow().AddDays(-1) }),
            default);

        var run = await host.Shell.InScopeAsync<RunEventAgain, HandleWebhookResult?>(x => x.ExecuteAsync("evt_old", "usr_olga", default));

        Assert.IsType<WebhookResult.PaymentSucceeded>(Assert.IsType<HandleWebhookResult.Handled>(run).Result);
        await host.AssertBalanceAsync(25m);
        Assert.Equal("Applied", Assert.Single(await host.QueryAsync<string>("select status from stripe_events")));
    }

    [Theory]
    [InlineData(Before)]
    [InlineData("2019-12-03")]
    [InlineData("2031-01-01.later")]
    public async Task An_event_of_another_version_is_applied_as_it_comes_in(string version)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var body = Encoding.UTF8.GetBytes(
            Stored(await host.PayAsync(25m), host).Replace(Before, version, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(25m);
    }

    [Fact]
    public async Task Members_that_changed_their_shape_elsewhere_do_not_keep_an_event_from_being_applied()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var body = Encoding.UTF8.GetBytes(
            Stored(await host.PayAsync(25m), host)
                .Replace("\"request\":{", "\"data_version\":[7],\"request\":\"req_1\",\"context\":{", StringComparison.Ordinal)
                .Replace("\"pending_webhooks\":1", "\"pending_webhooks\":{\"count\":1}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData("\"amount_details\":{\"tip\":{}}", "\"amount_details\":\"none\"")]
    [InlineData("\"status\":\"succeeded\"", "\"status\":[\"over\"]")]
    [InlineData("\"metadata\":{", "\"metadata\":null,\"pairs\":{")]
    [InlineData("\"metadata\":{", "\"metadata\":{\"version\":2,")]
    public async Task An_intent_that_is_told_in_another_shape_is_applied_as_Stripe_has_it_now(string before, string after)
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var told = Stored(await host.PayAsync(25m), host);
        Assert.Contains(before, told, StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(told.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await host.PostWebhookAsync(body, host.Sign(body))).StatusCode);
        await host.AssertBalanceAsync(25m);
    }

    [Fact]
    public async Task A_customer_a_method_and_a_payment_of_the_version_before_are_charged_refunded_and_let_go()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var before = host.ServerOf(Before);
        var customer = (await before.PostAsync("customers", ("email", "ada@example.org")))["id"]!;
        var paid = await before.PostAsync(
            "payment_intents", ("amount", "2500"), ("currency", "usd"), ("payment_method_types[]", "card"), ("customer", customer),
            ("payment_method", "pm_card_visa"), ("setup_future_usage", "off_session"), ("confirm", "true"));
        var method = paid["payment_method"]!;

        var read = (await AskAsync<PaymentIntent>(host, x => x.GetIntentAsync(paid["id"]!, default)))!;
        Assert.Equal(
            (PaymentIntentStatus.Succeeded, customer, method, "4242", true),
            (read.Status, read.CustomerId, read.PaymentMethodId, read.Method!.Last4, read.SavesMethod));
        var charged = await AskAsync<PaymentIntent>(host, x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 1000, "Auto top-up", new Dictionary<string, string>(), customer, method), default));
        Assert.Equal(PaymentIntentStatus.Succeeded, charged!.Status);
        Assert.NotNull(await AskAsync<GatewayRefund>(host, x => x.RefundAsync(
            new CreateRefund("ref_1", paid["id"]!, null, new Dictionary<string, string>()), default)));
        Assert.Null((await AskAsync<SavedPaymentMethod>(host, x => x.DetachPaymentMethodAsync(method, default)))!.CustomerId);
    }

    [Fact]
    public async Task A_charge_of_the_version_before_whose_answer_was_lost_is_left_open_and_never_made_twice()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        var before = host.ServerOf(Before);
        var customer = (await before.PostAsync("customers", ("email", "ada@example.org")))["id"]!;
        var method = (await before.PostAsync("payment_methods/pm_card_visa/attach", ("customer", customer)))["id"]!;
        var charge = await before.PostAsync(
            "payment_intents", "att_1", ("amount", "1000"), ("currency", "usd"), ("payment_method_types[]", "card"),
            ("description", "Auto top-up"), ("customer", customer), ("payment_method", method), ("off_session", "true"),
            ("confirm", "true"));
        Assert.Equal("succeeded", charge["status"]);

        var again = await host.Shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 1000, "Auto top-up", new Dictionary<string, string>(), customer, method), default));

        Assert.Equal((true, true), (again.Error!.OutcomeUnknown, again.Error.SaysNothing));
        Assert.Single(await host.QueryAsync<string>("select id from stripe_sandbox_objects where type = 'charge'"));
    }

    private static async Task<T?> AskAsync<T>(StripeHost host, Func<IPaymentGateway, Task<GatewayResult<T>>> ask)
        where T : class => (await host.Shell.InScopeAsync(ask)).Value;

    /// <summary>As <c>stripe_events.payload</c> had it before Stripe.net: without the client secret, types written by us.</summary>
    private static string Stored(TopUp topUp, StripeHost host) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"id":"evt_old","object":"event","api_version":"{{{Before}}}","created":{{{host.Shell.Time.GetUtcNow().ToUnixTimeSeconds()}}},
        "data":{"object":
        {"id":"{{{topUp.PaymentIntentId}}}","object":"payment_intent","amount":2500,"amount_capturable":0,"amount_details":{"tip":{}},
        "amount_received":2500,"application":null,"application_fee_amount":null,"automatic_payment_methods":null,"canceled_at":null,
        "cancellation_reason":null,"capture_method":"automatic_async","confirmation_method":"automatic","created":1772445600,
        "currency":"usd","customer":"cus_old","customer_account":null,"description":"Credit purchase {{{topUp.Id}}}",
        "excluded_payment_method_types":null,"last_payment_error":null,"latest_charge":"ch_old","livemode":false,
        "metadata":{"user_id":"{{{topUp.UserId}}}","tfc_amount":"{{{topUp.Amount}}}","purpose":"tfc_purchase",
        "tenant":"{{{host.Shell.Tenant.Name}}}","topup_id":"{{{topUp.Id}}}"},"next_action":null,"on_behalf_of":null,
        "payment_method":"pm_old","payment_method_configuration_details":null,"payment_method_options":{"card":{"installments":null,
        "mandate_options":null,"network":null,"request_three_d_secure":"automatic"}},
        "payment_method_types":["card"],"processing":null,"receipt_email":null,
        "review":null,"setup_future_usage":null,"shipping":null,"source":null,"statement_descriptor":null,
        "statement_descriptor_suffix":null,"status":"succeeded","transfer_data":null,"transfer_group":null}},
        "livemode":false,"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"payment_intent.succeeded"}
        """);
}
