using System.Net;
using Marketplace.StripeSandbox.Weather;
using Stripe;

namespace Marketplace.Stripe.Tests.Official.Flows;

/// <summary>Every error that the shop can meet, as Stripe.net tells it.</summary>
internal static class ErrorFlow
{
    private static readonly (string Token, string Code, string DeclineCode)[] Declines =
    [
        ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"),
        ("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"),
        ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"),
        ("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"),
        ("pm_card_chargeCustomerFail", "card_declined", "generic_decline"),
    ];

    public static async Task RunAsync(OfficialClient client)
    {
        await DeclineAsync(client.Api);
        await AwayAsync(client.Api);
        await RepeatAsync(client.Api);
        await HalfDoneAsync(client);
        await MistakeAsync(client.Api);
        await NotHereAsync(client.Api);
        await KeyAsync(client);
    }

    private static async Task DeclineAsync(V1Services api)
    {
        foreach (var (token, code, declineCode) in Declines)
        {
            var error = await OfficialClient.RefusedAsync(() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: token)));
            Assert.Equal(
                (HttpStatusCode.PaymentRequired, "card_error", code, declineCode),
                (error.HttpStatusCode, error.StripeError.Type, error.StripeError.Code, error.StripeError.DeclineCode));
            Assert.Equal(
                ("requires_payment_method", code, error.StripeError.Charge),
                (error.StripeError.PaymentIntent.Status, error.StripeError.PaymentIntent.LastPaymentError.Code,
                    error.StripeError.PaymentIntent.LatestChargeId));
            Assert.NotEmpty(error.Message);
            Assert.StartsWith("req_", error.StripeResponse.RequestId, StringComparison.Ordinal);
        }

        var failed = (await api.Charges.ListAsync(new() { Limit = 1 })).Single();
        Assert.Equal((false, "failed", "card_declined"), (failed.Paid, failed.Status, failed.FailureCode));
    }

    /// <summary>The bank wants to see a customer who is not there.</summary>
    private static async Task AwayAsync(V1Services api)
    {
        var customer = await api.Customers.CreateAsync(new() { Email = "away@example.com" });
        var card = await api.PaymentMethods.AttachAsync("pm_card_authenticationRequired", new() { Customer = customer.Id });
        var options = PaymentFlow.Dollars(token: card.Id);
        (options.Customer, options.OffSession) = (customer.Id, true);
        var error = await OfficialClient.RefusedAsync(() => api.PaymentIntents.CreateAsync(options));
        Assert.Equal(
            ("authentication_required", "authentication_required", card.Id),
            (error.StripeError.Code, error.StripeError.DeclineCode, error.StripeError.PaymentMethod.Id));
    }

    private static async Task RepeatAsync(V1Services api)
    {
        var once = new RequestOptions { IdempotencyKey = "net-errors" };
        var declined = PaymentFlow.Dollars(token: "pm_card_chargeDeclined");
        var first = await OfficialClient.RefusedAsync(() => api.PaymentIntents.CreateAsync(declined, once));
        var again = await OfficialClient.RefusedAsync(() => api.PaymentIntents.CreateAsync(declined, once));
        Assert.Equal(first.StripeError.Charge, again.StripeError.Charge);
        foreach (var call in (Func<Task>[])
            [() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(2600), once), () => api.Customers.CreateAsync(new(), once)])
        {
            var other = await OfficialClient.RefusedAsync(call);
            Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.HttpStatusCode, other.StripeError.Type));
        }
    }

    /// <summary>The key is in use by a request under way; or the request was carried out, and its answer is a fault.</summary>
    private static async Task HalfDoneAsync(OfficialClient client)
    {
        var api = client.Api;
        var inUse = new RequestOptions { IdempotencyKey = "net-in-use" };
        await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(), inUse);
        await client.Host.LeaveInUseAsync(inUse.IdempotencyKey);
        var during = await OfficialClient.RefusedAsync(() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(), inUse));
        Assert.Equal(
            (HttpStatusCode.Conflict, "invalid_request_error", "idempotency_key_in_use"),
            (during.HttpStatusCode, during.StripeError.Type, during.StripeError.Code));

        var broken = new RequestOptions { IdempotencyKey = "net-broken" };
        Task PayAsync() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"), broken);
        await client.Host.SetWeatherAsync(new WebhookWeather { BrokenPercent = 100 });
        var first = await OfficialClient.RefusedAsync(PayAsync);
        await client.Host.SetWeatherAsync(new WebhookWeather());
        var again = await OfficialClient.RefusedAsync(PayAsync);
        Assert.All([first, again], x => Assert.Equal(
            (HttpStatusCode.InternalServerError, "api_error", null), (x.HttpStatusCode, x.StripeError.Type, x.StripeError.Code)));
        Assert.Equal("true", again.StripeResponse.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal("succeeded", (await api.PaymentIntents.ListAsync(new() { Limit = 1 })).Single().Status);
    }

    private static async Task MistakeAsync(V1Services api)
    {
        var written = PaymentFlow.Dollars();
        written.AllowedPaymentMethodTypes = null;
        written.AddExtraParam("payment_method_types[0]", "card");
        var typing = PaymentFlow.Dollars();
        typing.AddExtraParam("colour", "red");
        var paid = await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        var refunded = await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        await api.Refunds.CreateAsync(new() { PaymentIntent = refunded.Id });
        foreach (var (call, code, param) in (IEnumerable<(Func<Task>, string?, string?)>)
            [
                (() => api.PaymentIntents.CreateAsync(written), "payment_method_types_no_longer_supported", "payment_method_types"),
                (() => api.PaymentIntents.CreateAsync(typing), "parameter_unknown", "colour"),
                (() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(49)), "amount_too_small", "amount"),
                (() => api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(100_000_000)), "amount_too_large", "amount"),
                (() => api.PaymentIntents.CreateAsync(new() { Currency = "usd" }), "parameter_missing", "amount"),
                (() => api.PaymentIntents.ConfirmAsync(paid.Id), "payment_intent_unexpected_state", null),
                (() => api.PaymentIntents.CancelAsync(paid.Id), "payment_intent_unexpected_state", null),
                (() => api.PaymentIntents.GetAsync(paid.Id, new() { Expand = ["status"] }), null, "expand"),
                (() => api.PaymentIntents.GetAsync(paid.Id, new() { Expand = ["latest_charge.colour"] }), null, "expand"),
                (() => api.Refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 2501 }), null, "amount"),
                (() => api.Refunds.CreateAsync(new() { PaymentIntent = refunded.Id }), "charge_already_refunded", null),
                (() => api.Refunds.CreateAsync(new()), "parameter_missing", null),
                (() => api.WebhookEndpoints.CreateAsync(new() { EnabledEvents = ["*"] }), "parameter_missing", "url"),
                (() => api.WebhookEndpoints.CreateAsync(new() { Url = "shop", EnabledEvents = ["*"] }), "url_invalid", "url"),
            ])
        {
            var error = await OfficialClient.RefusedAsync(call);
            Assert.Equal(
                (HttpStatusCode.BadRequest, "invalid_request_error", code, param),
                (error.HttpStatusCode, error.StripeError.Type, error.StripeError.Code, error.StripeError.Param));
        }
    }

    private static async Task NotHereAsync(V1Services api)
    {
        foreach (var call in (Func<Task>[])
            [
                () => api.PaymentIntents.GetAsync("pi_none"), () => api.SetupIntents.GetAsync("seti_none"),
                () => api.PaymentMethods.GetAsync("pm_none"), () => api.Customers.GetAsync("cus_none"),
                () => api.Refunds.GetAsync("re_none"), () => api.Disputes.GetAsync("dp_none"), () => api.Charges.GetAsync("ch_none"),
                () => api.Events.GetAsync("evt_none"), () => api.WebhookEndpoints.GetAsync("we_none"),
                () => api.Checkout.Sessions.GetAsync("cs_none"), () => api.PaymentMethodConfigurations.GetAsync("pmc_none"),
            ])
        {
            var error = await OfficialClient.RefusedAsync(call);
            Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (error.HttpStatusCode, error.StripeError.Code));
        }

        Assert.Empty(await api.Checkout.Sessions.ListAsync());
        foreach (var call in (Func<Task>[])
            [
                () => api.Checkout.Sessions.CreateAsync(new() { Mode = "payment", SuccessUrl = "https://shop.example" }),
                () => api.CustomerSessions.CreateAsync(new() { Customer = "cus_none" }),
            ])
        {
            Assert.Contains("not available in test mode", (await OfficialClient.RefusedAsync(call)).Message, StringComparison.Ordinal);
        }

        var unknown = await OfficialClient.RefusedAsync(() => api.Invoices.ListAsync());
        Assert.Equal(HttpStatusCode.NotFound, unknown.HttpStatusCode);
    }

    private static async Task KeyAsync(OfficialClient client)
    {
        using var wrong = new OfficialClient(client.Host, "sk_test_wrong");
        var error = await OfficialClient.RefusedAsync(() => wrong.Api.Balance.GetAsync(new BalanceGetOptions()));
        Assert.Equal(HttpStatusCode.Unauthorized, error.HttpStatusCode);
        wrong.AssertAllKnown();
    }
}
