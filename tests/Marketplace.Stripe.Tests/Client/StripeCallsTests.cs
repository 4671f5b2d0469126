using System.Net;
using System.Web;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Client;

public sealed class StripeCallsTests
{
    private const string Intent =
        """{"id":"pi_1","object":"payment_intent","amount":2500,"amount_received":"""
        + """0,"client_secret":"pi_1_secret_x","currency":"usd","status":"requires_payment_method","metadata":{"a":"b"},"something_"""
        + """new":{}}""";

    [Fact, Trait("Acceptance", "S1-04")]
    public async Task It_speaks_the_pinned_version_in_form_fields_with_a_key()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, Intent);
        var result = await CreateAsync(shell);
        Assert.Equal(PaymentIntentStatus.RequiresPaymentMethod, result.Value!.Status);

        var (request, body) = Assert.Single(stripe.Requests);
        Assert.Equal("https://api.stripe.com/v1/payment_intents", request.RequestUri!.ToString());
        Assert.Equal("2026-10-28.endive", request.Headers.GetValues("Stripe-Version").Single());
        Assert.Equal("top_1", request.Headers.GetValues("Idempotency-Key").Single());
        Assert.Equal($"Bearer {StubHttp.SecretKey}", request.Headers.Authorization!.ToString());
        var form = HttpUtility.ParseQueryString(body);
        Assert.Equal(
            ("2500", "usd", "card", "usr_ada"),
            (form["amount"]!, form["currency"]!, form["allowed_payment_method_types[0]"]!, form["metadata[user_id]"]!));
    }

    [Fact]
    public async Task It_repeats_at_most_twice_with_the_same_key()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(HttpStatusCode.InternalServerError, """{"error":{"type":"api_error","message":"Oh"}}""");
        var result = await CreateAsync(shell);
        Assert.True(result.Error!.OutcomeUnknown);
        Assert.Equal(3, stripe.Requests.Count);
        Assert.Single(
            stripe.Requests.Select(x => x.Request.Headers.GetValues("Idempotency-Key").Single()).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "false", 1)]
    [InlineData(HttpStatusCode.BadRequest, "true", 2)]
    [InlineData(HttpStatusCode.Conflict, null, 2)]
    [InlineData(HttpStatusCode.TooManyRequests, null, 2)]
    [InlineData(HttpStatusCode.BadRequest, null, 1)]
    [InlineData(HttpStatusCode.Unauthorized, null, 1)]
    [InlineData(HttpStatusCode.PaymentRequired, null, 1)]
    public async Task Stripes_word_on_repeating_comes_first(HttpStatusCode status, string? shouldRetry, int requests)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(status, """{"error":{"type":"api_error"}}""", shouldRetry is null ? [] : [("Stripe-Should-Retry", shouldRetry)]);
        stripe.Answer(HttpStatusCode.OK, Intent);
        var result = await CreateAsync(shell);
        Assert.Equal(requests, stripe.Requests.Count);
        Assert.Equal(requests == 2, result.Value is not null);
    }

    [Fact]
    public async Task A_broken_connection_is_repeated_and_then_of_unknown_outcome()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        var result = await CreateAsync(shell);
        Assert.Equal((true, "connection_error"), (result.Error!.OutcomeUnknown, result.Error.Code));
        Assert.Contains("You were not charged", result.Error.CustomerMessage, StringComparison.Ordinal);
        Assert.Contains(nameof(HttpRequestException), shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_arrived_has_a_known_outcome()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        Assert.False((await CreateAsync(shell)).Error!.OutcomeUnknown);
    }

    [Theory]
    [InlineData(
        """{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_****"}}""", HttpStatusCode.Unauthorized)]
    [InlineData("<html>Bad gateway</html>", HttpStatusCode.BadGateway)]
    [InlineData("", HttpStatusCode.Redirect)]
    public async Task The_customer_reads_a_sentence_and_never_what_the_machine_said(string answer, HttpStatusCode status)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(status, answer);
        var error = (await CreateAsync(shell)).Error!;
        Assert.Contains("You were not charged", error.CustomerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("API Key", error.CustomerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(StubHttp.SecretKey, shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Acceptance", "S1-43")]
    public async Task A_cards_error_is_told_in_the_gateways_words()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.PaymentRequired,
            """{"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card","message":"Your card was declined."}}""");
        var error = (await CreateAsync(shell)).Error!;
        Assert.Equal(
            ("lost_card", "Your card was declined. You were not charged. Use another card, or ask your bank.", false),
            (error.Code, error.CustomerMessage, error.OutcomeUnknown));
    }

    [Fact]
    public async Task Canceling_and_detaching_carry_no_key_whose_stored_fault_would_be_answered_again()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, """{"id":"pi_1","amount":2500,"currency":"usd","status":"canceled"}""");
        stripe.Answer(
            HttpStatusCode.OK,
            """{"id":"pm_1","type":"card","created":1700000000,"card":{"brand":"visa","last4":"4242","exp_month":12,"exp_year":2030}}""");
        Assert.Equal(PaymentIntentStatus.Canceled, (await CancelAsync(shell)).Value!.Status);
        Assert.Null(
            (await shell.InScopeAsync<IPaymentGateway,
                GatewayResult<SavedPaymentMethod>>(x => x.DetachPaymentMethodAsync("pm_1", default))).Error);
        Assert.Equal(2, stripe.Requests.Count);
        Assert.All(stripe.Requests, x => Assert.False(x.Request.Headers.Contains("Idempotency-Key")));
    }

    [Fact]
    public async Task An_intent_that_was_canceled_before_is_canceled()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        stripe.Answer(
            HttpStatusCode.BadRequest,
            """
            {"error":{"type":"invalid_request_error","code":"payment_intent_unexpected_state","message":"You cannot cancel this
            """
            + " PaymentIntent because it has a status of canceled.\",\n"
            + """
            "payment_intent":{"id":"pi_1","amount":2500,"currency":"usd","status":"canceled"}}}
            """);
        Assert.Equal(PaymentIntentStatus.Canceled, (await CancelAsync(shell)).Value!.Status);
    }

    private static Task<GatewayResult<PaymentIntent>> CancelAsync(Testing.TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.CancelIntentAsync("pi_1", default));

    private static Task<GatewayResult<PaymentIntent>> CreateAsync(Testing.TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.CreateIntentAsync(
            new CreatePaymentIntent("top_1", 2500, "Credit purchase", new Dictionary<string, string> { ["user_id"] = "usr_ada" }),
            default));
}
