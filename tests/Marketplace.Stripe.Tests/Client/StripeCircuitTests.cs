using System.Net;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Marketplace.Stripe.Gateway;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Client;

public sealed class StripeCircuitTests
{
    private const string Intent = """{"id":"pi_1","amount":2500,"currency":"usd","status":"requires_payment_method"}""";
    private const string Declined =
        """{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"Your card has """
        + """insufficient funds."}}""";

    [Fact]
    public async Task A_gateway_that_keeps_failing_is_not_asked_for_a_while_and_then_tried_again()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < StripeCircuit.MinimumRequests; i++)
            stripe.Answer(HttpStatusCode.ServiceUnavailable, """{"error":{"type":"api_error"}}""", ("Stripe-Should-Retry", "false"));
        for (var i = 0; i < StripeCircuit.MinimumRequests; i++)
            Assert.NotEqual(GatewayError.NotAnswering, (await GetAsync(shell)).Error!.Code);

        var error = (await GetAsync(shell)).Error!;
        Assert.Equal((GatewayError.NotAnswering, false, DeclineKind.None), (error.Code, error.OutcomeUnknown, error.Decline));
        Assert.Contains("You were not charged", error.CustomerMessage, StringComparison.Ordinal);
        Assert.Equal(StripeCircuit.MinimumRequests, stripe.Requests.Count);

        shell.Time.Advance(StripeCircuit.Break + TimeSpan.FromSeconds(1));
        stripe.Answer(HttpStatusCode.OK, Intent);
        Assert.NotNull((await GetAsync(shell)).Value);
    }

    [Fact]
    public async Task It_notices_at_ordinary_traffic_where_every_try_waits_for_its_limit()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 4; i++)
        {
            shell.Time.Advance(TimeSpan.FromSeconds(21));
            stripe.Answer(HttpStatusCode.ServiceUnavailable, """{"error":{"type":"api_error"}}""", ("Stripe-Should-Retry", "false"));
            Assert.NotEqual(GatewayError.NotAnswering, (await GetAsync(shell)).Error!.Code);
        }

        Assert.Equal(GatewayError.NotAnswering, (await GetAsync(shell)).Error!.Code);
    }

    [Fact]
    public async Task Declined_cards_are_no_outage()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3 * StripeCircuit.MinimumRequests; i++)
        {
            stripe.Answer(HttpStatusCode.PaymentRequired, Declined);
            Assert.Equal("insufficient_funds", (await GetAsync(shell)).Error!.Code);
        }
    }

    [Fact]
    public async Task A_try_that_may_have_charged_stays_open_when_the_next_one_finds_nobody()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Fail(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        stripe.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        stripe.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        Assert.True((await ChargeAsync(shell)).Error!.OutcomeUnknown);
    }

    [Fact]
    public async Task A_declined_charge_says_what_is_left_to_do_and_with_which_intent_and_method()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.PaymentRequired,
            """
            {"error":{"type":"card_error","code":"authentication_required","decline_code":"authentication_required","message":"Your card was
            """
            + " declined.\",\n"
            + """
            "payment_method":{"id":"pm_1"},"payment_intent":
            {"id":"pi_1","client_secret":"pi_1_secret_x","amount":2500,"currency":"usd","status":"requires_payment_method"}}}
            """);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal(
            (DeclineKind.AuthenticationRequired, "pi_1", "pi_1_secret_x", "pm_1"),
            (error.Decline, error.Intent!.Id, error.Intent.ClientSecret, error.PaymentMethodId));
        Assert.Contains("Your bank wants you to confirm this payment.", error.CustomerMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("card_declined", "insufficient_funds", DeclineKind.TryLater)]
    [InlineData("card_declined", "generic_decline", DeclineKind.TryLater)]
    [InlineData("card_declined", "card_velocity_exceeded", DeclineKind.TryLater)]
    [InlineData("processing_error", "processing_error", DeclineKind.TryLater)]
    [InlineData("card_declined", "lost_card", DeclineKind.ReplaceMethod)]
    [InlineData("card_declined", "stolen_card", DeclineKind.ReplaceMethod)]
    [InlineData("expired_card", "expired_card", DeclineKind.ReplaceMethod)]
    [InlineData("incorrect_number", null, DeclineKind.ReplaceMethod)]
    [InlineData("authentication_required", null, DeclineKind.AuthenticationRequired)]
    public void Each_code_says_what_the_method_is_still_good_for(string code, string? declineCode, DeclineKind kind) =>
        Assert.Equal(kind, DeclineRules.For(code, declineCode));

    private static Task<GatewayResult<PaymentIntent>> GetAsync(Testing.TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.GetIntentAsync("pi_1", default));

    private static Task<GatewayResult<PaymentIntent>> ChargeAsync(Testing.TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 2500, "Auto top-up", new Dictionary<string, string>(), "cus_1", "pm_1"), default));
}
