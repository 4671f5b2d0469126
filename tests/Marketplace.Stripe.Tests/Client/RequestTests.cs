using System.Net;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Client;

/// <summary>Every request, field by field: a repeated key is refused when one of them differs.</summary>
public sealed class RequestTests
{
    private const string Intent = """{"id":"pi_1","amount":2500,"currency":"usd","status":"succeeded"}""";
    private static readonly Dictionary<string, string> Metadata = new() { ["user_id"] = "usr_ada", ["note"] = "a&b=c" };

    [Fact]
    public async Task An_intent_allows_the_kinds_that_its_customer_may_choose_from()
    {
        var (method, path, key, body) = await AskAsync<PaymentIntent>(
            Intent, x => x.CreateIntentAsync(
                new CreatePaymentIntent("top_1", 2500, "Credit purchase", Metadata)
                {
                    CustomerId = "cus_1", SavesMethod = true, Kinds = [PaymentMethodKind.Card, PaymentMethodKind.PayPal],
                }, default));
        Assert.Equal(("POST", "/v1/payment_intents", "top_1"), (method, path, key));
        Assert.Equal(
            [
                "allowed_payment_method_types[0]=card", "allowed_payment_method_types[1]=paypal", "amount=2500", "currency=usd",
                "customer=cus_1", "description=Credit purchase", "metadata[note]=a&b=c", "metadata[user_id]=usr_ada",
                "setup_future_usage=off_session",
            ],
            body);
    }

    [Fact]
    public async Task A_charge_without_its_owner_is_confirmed_at_once()
    {
        var (method, path, key, body) = await AskAsync<PaymentIntent>(
            Intent, x => x.ChargeOffSessionAsync(
                new OffSessionCharge("att_1", 2500, "Auto top-up", new Dictionary<string, string>(), "cus_1", "pm_1")
                { Kind = PaymentMethodKind.PayPal }, default));
        Assert.Equal(("POST", "/v1/payment_intents", "att_1"), (method, path, key));
        Assert.Equal(
            [
                "allowed_payment_method_types[0]=paypal", "amount=2500", "confirm=true", "currency=usd", "customer=cus_1",
                "description=Auto top-up", "off_session=true", "payment_method=pm_1",
            ],
            body);
    }

    [Fact]
    public async Task A_method_is_saved_for_charges_without_its_owner()
    {
        var (method, path, key, body) = await AskAsync<SetupIntent>(
            """{"id":"seti_1","status":"requires_payment_method"}""",
            x => x.CreateSetupIntentAsync(new CreateSetupIntent("set_1", "cus_1", Metadata), default));
        Assert.Equal(("POST", "/v1/setup_intents", "set_1"), (method, path, key));
        Assert.Equal(
            [
                "allowed_payment_method_types[0]=card", "customer=cus_1", "metadata[note]=a&b=c", "metadata[user_id]=usr_ada",
                "usage=off_session",
            ],
            body);
    }

    [Theory]
    [InlineData("ada@example.org", "email=ada@example.org")]
    [InlineData(null, null)]
    public async Task What_is_not_known_of_a_customer_is_not_sent(string? email, string? field)
    {
        var (method, path, key, body) = await AskAsync<GatewayCustomer>(
            """{"id":"cus_1","object":"customer"}""",
            x => x.CreateCustomerAsync(new CreateGatewayCustomer("cust_1", email, null, new Dictionary<string, string>()), default));
        Assert.Equal(("POST", "/v1/customers", "cust_1"), (method, path, key));
        Assert.Equal(field is null ? [] : [field], body);
    }

    [Theory]
    [InlineData(1000L, RefundReason.Duplicate, "amount=1000 payment_intent=pi_1 reason=duplicate")]
    [InlineData(null, RefundReason.Fraudulent, "payment_intent=pi_1 reason=fraudulent")]
    [InlineData(null, RefundReason.RequestedByCustomer, "payment_intent=pi_1 reason=requested_by_customer")]
    [InlineData(null, null, "payment_intent=pi_1")]
    public async Task A_refund_names_the_payment_and_only_what_was_decided(long? cents, RefundReason? reason, string fields)
    {
        var (method, path, key, body) = await AskAsync<GatewayRefund>(
            """{"id":"re_1","amount":1000,"created":1,"currency":"usd","status":"succeeded"}""",
            x => x.RefundAsync(new CreateRefund("ref_1", "pi_1", cents, new Dictionary<string, string>()) { Reason = reason }, default));
        Assert.Equal(("POST", "/v1/refunds", "ref_1"), (method, path, key));
        Assert.Equal(fields, string.Join(' ', body));
    }

    [Fact]
    public async Task Reading_and_listing_carry_no_key()
    {
        var (method, path, key, query) = await AskAsync<PaymentIntent>(Intent, x => x.GetIntentAsync("pi_1", default));
        Assert.Equal(("GET", "/v1/payment_intents/pi_1", null), (method, path, key));
        Assert.Equal(["expand[0]=payment_method"], query);

        (method, path, key, query) = await AskAsync<IReadOnlyList<BalanceTransaction>>(
            """{"object":"list","data":[],"has_more":false}""",
            x => x.ListBalanceTransactionsAsync(new DateOnly(2026, 3, 1), default));
        Assert.Equal(("GET", "/v1/balance_transactions", null), (method, path, key));
        Assert.Equal(["created[gte]=1772323200", "created[lt]=1772409600", "expand[0]=data.source", "limit=100"], query);

        var since = DateTimeOffset.FromUnixTimeSeconds(1_772_323_200).ToOffset(TimeSpan.FromHours(5));
        (method, path, key, query) = await AskAsync<IReadOnlyList<GatewayEvent>>(
            """{"object":"list","data":[],"has_more":false}""",
            x => x.ListEventsAsync(new GatewayEventQuery(since) { Subjects = [GatewaySubject.Refund], UndeliveredOnly = true }, default));
        Assert.Equal(("GET", "/v1/events", null), (method, path, key));
        Assert.Equal(
            [
                "created[gte]=1772323200", "delivery_success=false", "limit=100", "types[0]=refund.created", "types[1]=refund.updated",
                "types[2]=refund.failed",
            ],
            query);
    }

    [Fact]
    public async Task A_list_of_several_pages_is_read_to_its_end()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.OK,
            """{"object":"list","has_more":true,"data":[{"id":"re_2","amount":1,"created":2,"currency":"usd","status":"pending"}]}""");
        stripe.Answer(
            HttpStatusCode.OK,
            """{"object":"list","has_more":false,"data":[{"id":"re_1","amount":1,"created":1,"currency":"usd","status":"failed"}]}""");
        var listed = await shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayRefund>>>(
            x => x.ListRefundsAsync("pi_1", default));
        Assert.Equal(["re_2", "re_1"], listed.Value!.Select(x => x.Id));
        Assert.Contains("starting_after=re_2", stripe.Requests.Last().Request.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balance_transaction_names_the_payment_behind_its_source()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.OK,
            """
            {"object":"list","has_more":false,"data":[
              {"id":"txn_5","type":"payout","amount":-9,"net":-9,"currency":"usd","created":5,"source":{"object":"payout","id":"po_1"}},
              {"id":"txn_4","type":"adjustment","amount":-3,"net":-3,"currency":"usd","created":4,
               "source":{"object":"dispute","id":"dp_1","payment_intent":"pi_3"}},
              {"id":"txn_3","type":"refund","amount":-2,"net":-2,"currency":"usd","created":3,
               "source":{"object":"refund","id":"re_1","payment_intent":{"object":"payment_intent","id":"pi_2"}}},
              {"id":"txn_2","type":"charge","amount":100,"fee":10,"net":90,"currency":"usd","created":2,
               "source":{"object":"charge","id":"ch_1","payment_intent":"pi_1"}},
              {"id":"txn_1","type":"new","amount":1,"net":1,"currency":"usd","created":1,"source":{"object":"of_tomorrow","id":"x_1"}}]}
            """);
        var listed = await shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<BalanceTransaction>>>(
            x => x.ListBalanceTransactionsAsync(new DateOnly(2026, 3, 1), default));
        Assert.Equal(
            [("po_1", null), ("dp_1", "pi_3"), ("re_1", "pi_2"), ("ch_1", "pi_1"), ("x_1", null)],
            listed.Value!.Select(x => (x.SourceId, x.PaymentIntentId)));
        Assert.Equal((100, 10, 90), (listed.Value![3].AmountCents, listed.Value[3].FeeCents, listed.Value[3].NetCents));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(2), listed.Value[3].CreatedAt);
    }

    [Fact]
    public async Task The_version_is_the_one_that_the_portal_names()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, Intent);
        await shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.GetIntentAsync("pi_1", default));
        Assert.Equal(StripeAccount.ApiVersion, stripe.Requests.Single().Request.Headers.GetValues("Stripe-Version").Single());
    }

    /// <returns>What was asked; the fields sorted and decoded.</returns>
    private static async Task<(string Method, string Path, string? Key, IReadOnlyList<string> Fields)> AskAsync<T>(
        string answer, Func<IPaymentGateway, Task<GatewayResult<T>>> ask)
        where T : class
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, answer);
        Assert.NotNull((await shell.InScopeAsync(ask)).Value);
        var (request, body) = stripe.Requests.Single();
        var fields = request.Method == HttpMethod.Get ? request.RequestUri!.Query.TrimStart('?') : body;
        return (
            request.Method.Method, request.RequestUri!.AbsolutePath,
            request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null,
            [
                .. fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(x => WebUtility.UrlDecode(x))
                    .Order(StringComparer.Ordinal),
            ]);
    }
}
