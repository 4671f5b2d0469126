using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Sandbox;

/// <summary>What the sandbox stored before it spoke endive goes on: paid, read, listed, refunded and charged again.</summary>
public sealed class StoredBeforeTests
{
    [Fact]
    public async Task Objects_of_the_version_before_go_on()
    {
        await using var host = await StripeHost.StartAsync(DatabaseKind.Sqlite);
        await StoreAsync(host);

        var confirmed = await host.ConfirmAsync("pi_open", "pi_open_secret_x", "4242424242424242");
        Assert.Equal((HttpStatusCode.OK, "succeeded"), (confirmed.Status, confirmed["status"]));
        var read = (await AskAsync<PaymentIntent>(host, x => x.GetIntentAsync("pi_paid", default)))!;
        Assert.Equal(
            (PaymentIntentStatus.Succeeded, "ch_paid", "pm_old", "4242"),
            (read.Status, read.ChargeId, read.PaymentMethodId, read.Method!.Last4));
        Assert.NotNull(await AskAsync<GatewayRefund>(host, x => x.RefundAsync(
            new CreateRefund("ref_1", "pi_paid", 1000, new Dictionary<string, string>()), default)));
        Assert.Equal(
            1000, Assert.Single((await AskAsync<IReadOnlyList<GatewayRefund>>(host, x => x.ListRefundsAsync("pi_paid", default)))!)
                .AmountCents);
        var charged = await AskAsync<PaymentIntent>(host, x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 1000, "Auto top-up", new Dictionary<string, string>(), "cus_old", "pm_old"), default));
        Assert.Equal(PaymentIntentStatus.Succeeded, charged!.Status);

        var listed = await host.Server.GetAsync("payment_intents?expand[]=data.latest_charge.balance_transaction&expand[]=data.customer");
        Assert.Equal((HttpStatusCode.OK, 3), (listed.Status, listed.Body["data"]!.AsArray().Count));
        var day = DateOnly.FromDateTime(host.Shell.Time.GetUtcNow().UtcDateTime);
        var rows = await AskAsync<IReadOnlyList<BalanceTransaction>>(host, x => x.ListBalanceTransactionsAsync(day, default));
        Assert.Equal([-1000, 1000, 2500, 2500], rows!.Select(x => x.AmountCents).Order());
        Assert.All(rows!, x => Assert.NotNull(x.PaymentIntentId));
        Assert.NotEmpty((await AskAsync<IReadOnlyList<GatewayEvent>>(
            host, x => x.ListEventsAsync(new GatewayEventQuery(host.Shell.Time.GetUtcNow().AddDays(-1)), default)))!);
    }

    private static async Task<T?> AskAsync<T>(StripeHost host, Func<IPaymentGateway, Task<GatewayResult<T>>> ask)
        where T : class => (await host.Shell.InScopeAsync(ask)).Value;

    private static async Task StoreAsync(StripeHost host)
    {
        var now = host.Shell.Time.GetUtcNow();
        await using var db = await host.Shell.Database.BeginAsync(default);
        foreach (var text in (string[])
            [
                Customer, Method, Intent("pi_open", "requires_payment_method", 0), Intent("pi_paid", "succeeded", 2500), Charge, Balance,
                Event,
            ])
        {
            var json = text.Replace(
                "1772445600", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var item = JsonNode.Parse(json)!;
            await db.ExecuteAsync(
                "insert into stripe_sandbox_objects (id, type, position, owner, json) values (@id, @type, @id, @owner, @json)",
                new { id = (string)item["id"]!, type = (string)item["object"]!, owner = (string?)item["customer"], json });
        }

        await db.CommitAsync(default);
    }

    private const string Customer =
        """
        {"id":"cus_old","object":"customer","address":null,"balance":0,"created":1772445600,"currency":null,"default_source":null,
        "delinquent":false,"description":null,"discount":null,"email":"ada@example.org","invoice_settings":{"custom_fields":null,
        "default_payment_method":null,"footer":null,"rendering_options":null},"livemode":false,"metadata":{},"name":null,"phone":null,
        "preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
        """;

    private const string Method =
        """
        {"id":"pm_old","object":"payment_method","allow_redisplay":"unspecified","billing_details":{"address":{"city":null,"country":null,
        "line1":null,"line2":null,"postal_code":null,"state":null},"email":null,"name":null,"phone":null},"created":1772445600,
        "customer":"cus_old","customer_account":null,"livemode":false,"metadata":{},"type":"card","_set_up":true,"_used_up":false,
        "card":{"brand":"visa","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},"country":"US",
        "display_brand":"visa","exp_month":12,"exp_year":2034,"fingerprint":"ABCD","funding":"credit","last4":"4242",
        "networks":{"available":["visa"],"preferred":null},"three_d_secure_usage":{"supported":true},"wallet":null},
        "_card":"4242424242424242"}
        """;

    private const string Charge =
        """
        {"id":"ch_paid","object":"charge","amount":2500,"amount_captured":2500,"amount_refunded":0,"application":null,
        "application_fee":null,"application_fee_amount":null,"balance_transaction":"txn_old","billing_details":{"email":null},
        "calculated_statement_descriptor":null,"captured":true,"created":1772445600,"currency":"usd","customer":"cus_old",
        "description":"Credit purchase","disputed":false,"failure_balance_transaction":null,"failure_code":null,"failure_message":null,
        "fraud_details":{},"livemode":false,"metadata":{},"on_behalf_of":null,"outcome":{"network_status":"approved_by_network",
        "reason":null,"risk_level":"normal","risk_score":32,"seller_message":"Payment complete.","type":"authorized"},"paid":true,
        "payment_intent":"pi_paid","payment_method":"pm_old","payment_method_details":{"card":{"brand":"visa","display_brand":"visa",
        "exp_month":12,"exp_year":2034,"last4":"4242","networks":{"available":["visa"],"preferred":null}},"type":"card"},
        "receipt_email":null,"refunded":false,"review":null,"shipping":null,"source":null,"status":"succeeded","transfer_group":null}
        """;

    private const string Balance =
        """
        {"id":"txn_old","object":"balance_transaction","amount":2500,"available_on":1772445600,"balance_type":"payments",
        "created":1772445600,"currency":"usd","description":null,"exchange_rate":null,"fee":103,"fee_details":[],"net":2397,
        "reporting_category":"charge","source":"ch_paid","status":"pending","type":"charge"}
        """;

    private const string Event =
        """
        {"id":"evt_old","object":"event","api_version":"2026-07-29.dahlia","created":1772445600,"data":{"object":{"id":"pi_paid",
        "object":"payment_intent","amount":2500,"payment_method_types":["card"],"status":"succeeded","metadata":{}}},"livemode":false,
        "pending_webhooks":0,"request":{"id":"req_old","idempotency_key":null},"type":"payment_intent.succeeded","_attempts":1}
        """;

    private static string Intent(string id, string status, long received) =>
        $$$"""
        {"id":"{{{id}}}","object":"payment_intent","amount":2500,"amount_capturable":0,"amount_details":{"tip":{}},
        "amount_received":{{{received}}},"application":null,"application_fee_amount":null,"automatic_payment_methods":null,
        "canceled_at":null,"cancellation_reason":null,"capture_method":"automatic_async","client_secret":"{{{id}}}_secret_x",
        "confirmation_method":"automatic",
        "created":1772445600,"currency":"usd","customer":"cus_old","customer_account":null,"description":"Credit purchase",
        "excluded_payment_method_types":null,"last_payment_error":null,"latest_charge":{{{(received > 0 ? "\"ch_paid\"" : "null")}}},
        "livemode":false,"metadata":{},"next_action":null,"on_behalf_of":null,
        "payment_method":{{{(received > 0 ? "\"pm_old\"" : "null")}}},"payment_method_configuration_details":null,
        "payment_method_options":{"card":{"installments":null,"mandate_options":null,"network":null,"request_three_d_secure":"automatic"}},
        "payment_method_types":["card"],"processing":null,"receipt_email":null,"review":null,"setup_future_usage":null,"shipping":null,
        "source":null,"statement_descriptor":null,"statement_descriptor_suffix":null,"status":"{{{status}}}","transfer_data":null,
        "transfer_group":null}
        """;
}
