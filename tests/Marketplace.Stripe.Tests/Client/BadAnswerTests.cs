using System.Net;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Client;

/// <summary>What stands between us and Stripe answers in its place, or Stripe does not come to the end of its answer.</summary>
public sealed class BadAnswerTests
{
    private const string Secret = "pi_1_secret_hidden";
    private const string Refund = """{"id":"re_2","amount":1,"created":1,"currency":"usd","status":"succeeded"}""";
    private const string Intent = """{"id":"pi_1","amount":2500,"currency":"usd","status":"succeeded"}""";

    [Theory]
    [InlineData("<html>Welcome to our Wi-Fi</html>")]
    [InlineData("""{"id":"pi_1","client_secret":"pi_1_secret_hidden","amount":25""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"pi_1_secret_hidden\"")]
    [InlineData("{}")]
    [InlineData("""{"id":null,"status":"succeeded"}""")]
    [InlineData("""{"id":"pi_1","amount":"much","client_secret":"pi_1_secret_hidden"}""")]
    [InlineData("""{"id":"pi_1","payment_method":{"card":7}}""")]
    [InlineData("""{"id":"pi_1","customer":["cus_1"]}""")]
    public async Task A_charge_that_is_confirmed_in_no_readable_way_is_asked_for_again_with_its_key(string answer)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, answer);
        stripe.Answer(HttpStatusCode.OK, Intent);
        Assert.Equal(PaymentIntentStatus.Succeeded, (await ChargeAsync(shell)).Value!.Status);
        Assert.Equal(["att_1", "att_1"], stripe.Requests.Select(x => x.Request.Headers.GetValues("Idempotency-Key").Single()));
    }

    [Fact]
    public async Task A_charge_that_is_never_confirmed_readably_may_have_happened()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(HttpStatusCode.OK, $$"""{"client_secret":"{{Secret}}" """);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal(("connection_error", true, true), (error.Code, error.OutcomeUnknown, error.SaysNothing));
        Assert.Contains("did not answer in time", error.CustomerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shell.Log.Text, StringComparison.Ordinal);
        Assert.Contains("POST /v1/payment_intents was refused", shell.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "<html>404</html>")]
    [InlineData(HttpStatusCode.Forbidden, "[]")]
    [InlineData(HttpStatusCode.Redirect, "")]
    [InlineData(HttpStatusCode.BadRequest, """{"error":{"type":"invalid_requ""")]
    [InlineData(HttpStatusCode.BadRequest, "null")]
    [InlineData(HttpStatusCode.PaymentRequired, """{"error":null}""")]
    [InlineData(HttpStatusCode.PaymentRequired, """{"error":7}""")]
    [InlineData(HttpStatusCode.PaymentRequired, """{"error":{}}""")]
    [InlineData(HttpStatusCode.PaymentRequired, """{"error":"denied"}""")]
    [InlineData(HttpStatusCode.PaymentRequired, """{"error":{"type":"card_error","payment_intent":7}}""")]
    public async Task A_refusal_in_other_words_than_Stripes_settles_nothing(HttpStatusCode status, string answer)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(status, answer);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal((true, true, DeclineKind.None), (error.OutcomeUnknown, error.SaysNothing, error.Decline));
        Assert.Single(stripe.Requests);
    }

    [Theory]
    [InlineData("""{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Slow down"}}""")]
    [InlineData("<html>Too many requests</html>")]
    public async Task Too_many_requests_are_waited_out_as_long_as_Stripe_says(string answer)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.TooManyRequests, answer, ("Retry-After", "1"));
        stripe.Answer(HttpStatusCode.OK, Intent);
        var started = TimeProvider.System.GetTimestamp();
        Assert.NotNull((await ChargeAsync(shell)).Value);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.99), TimeSpan.MaxValue);
        Assert.Equal(2, stripe.Requests.Count);
    }

    [Theory]
    [InlineData("""{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Slow down"}}""")]
    [InlineData("<html>Too many requests</html>")]
    public async Task Too_many_requests_in_a_row_charge_nothing_and_settle_nothing(string answer)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(HttpStatusCode.TooManyRequests, answer);
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal((false, true), (error.OutcomeUnknown, error.SaysNothing));
        Assert.Contains("is busy. You were not charged.", error.CustomerMessage, StringComparison.Ordinal);
        Assert.Equal(3, stripe.Requests.Count);
    }

    [Fact]
    public async Task A_500_after_charging_that_its_key_repeats_leaves_the_charge_open()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(
                HttpStatusCode.InternalServerError, """{"error":{"type":"api_error","message":"Oh"}}""",
                ("Idempotent-Replayed", i > 0 ? "true" : "false"));
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal((true, true, DeclineKind.None), (error.OutcomeUnknown, error.SaysNothing, error.Decline));
    }

    [Theory]
    [InlineData("60")]
    [InlineData("6")]
    [InlineData("Mon, 02 Mar 2026 10:00:02 GMT")]
    public async Task Whoever_wants_to_be_left_alone_for_longer_is_not_asked_again(string retryAfter)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.TooManyRequests, """{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Slow down"}}""",
            ("Retry-After", retryAfter));
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal(("rate_limit", false, true), (error.Code, error.OutcomeUnknown, error.SaysNothing));
        Assert.Single(stripe.Requests);
    }

    [Fact]
    public async Task A_time_limit_that_ran_out_leaves_the_charge_open()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Hang();
        var charge = ChargeAsync(shell);
        for (var tries = 1; tries <= 3; tries++)
        {
            await Eventually.IsTrueAsync(() => stripe.Requests.Count == tries, "Stripe is asked");
            shell.Time.Advance(StripeCalls.AttemptLimit - TimeSpan.FromSeconds(1));
            Assert.False(charge.IsCompleted);
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var error = (await charge).Error!;
        Assert.Equal(("connection_error", true), (error.Code, error.OutcomeUnknown));
    }

    [Fact]
    public async Task Whoever_leaves_while_Stripe_works_is_no_time_limit()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        using var left = new CancellationTokenSource();
        stripe.Answers.Enqueue(_ =>
        {
            left.Cancel();
            throw new TaskCanceledException("left", null, left.Token);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(
            x => x.GetIntentAsync("pi_1", left.Token)));
        Assert.Single(stripe.Requests);
    }

    [Fact]
    public async Task A_key_that_was_used_before_in_other_words_settles_nothing()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(
            HttpStatusCode.BadRequest,
            """{"error":{"type":"idempotency_error","message":"Keys belong to the parameters they were first used with."}}""");
        var error = (await ChargeAsync(shell)).Error!;
        Assert.Equal((true, true), (error.OutcomeUnknown, error.SaysNothing));
        Assert.StartsWith("We are still finding out what became of an earlier try.", error.CustomerMessage, StringComparison.Ordinal);
        Assert.Single(stripe.Requests);
    }

    [Theory]
    [InlineData("<html>Welcome to our Wi-Fi</html>", "cannot be reached")]
    [InlineData("""{"id":"pi_1","amount":2500,"currency":"usd","status":"in_limbo"}""", "did not answer in time")]
    public async Task Reading_an_answer_that_is_none_is_an_error_and_no_crash(string answer, string says)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 3; i++)
            stripe.Answer(HttpStatusCode.OK, answer);
        var read = await shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.GetIntentAsync("pi_1", default));
        Assert.True(read.Error!.SaysNothing);
        Assert.Contains(says, read.Error.CustomerMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_rows_in_it_is_not_an_empty_list()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, """{"object":"list"}""");
        Assert.True((await ListAsync(shell)).Error!.SaysNothing);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"amount":1,"created":1,"currency":"usd","status":"succeeded"}""")]
    [InlineData("""{"id":"","amount":1,"created":1,"currency":"usd","status":"succeeded"}""")]
    [InlineData("""{"id":"re_1","amount":1,"created":1,"currency":"usd","status":"in_limbo"}""")]
    [InlineData("""{"id":"re_1","created":1,"currency":"usd","status":"succeeded"}""")]
    public async Task A_list_with_a_row_that_cannot_be_read_does_not_say_what_is_missing(string row)
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        stripe.Answer(HttpStatusCode.OK, $$"""{"object":"list","has_more":true,"data":[{{Refund}},{{row}}]}""");
        var error = (await ListAsync(shell)).Error!;
        Assert.Equal(("unknown_status", true), (error.Code, error.SaysNothing));
        Assert.Single(stripe.Requests);
    }

    [Fact]
    public async Task A_list_that_begins_anew_comes_to_an_end()
    {
        var (shell, stripe) = await StubHttp.StartAsync();
        await using var _ = shell;
        for (var i = 0; i < 2; i++)
            stripe.Answer(HttpStatusCode.OK, $$"""{"object":"list","has_more":true,"data":[{{Refund}}]}""");
        Assert.Equal("unknown_status", (await ListAsync(shell)).Error!.Code);
    }

    private static Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListAsync(TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<IReadOnlyList<GatewayRefund>>>(x => x.ListRefundsAsync("pi_1", default));

    private static Task<GatewayResult<PaymentIntent>> ChargeAsync(TestShell shell) =>
        shell.InScopeAsync<IPaymentGateway, GatewayResult<PaymentIntent>>(x => x.ChargeOffSessionAsync(
            new OffSessionCharge("att_1", 2500, "Auto top-up", new Dictionary<string, string>(), "cus_1", "pm_1"), default));
}
