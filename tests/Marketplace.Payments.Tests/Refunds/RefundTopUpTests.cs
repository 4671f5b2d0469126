using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Refunds;

/// <summary>Operators refund: twice at once, with edited amounts, and with a gateway that is away, refuses, or loses its answer.</summary>
public sealed class RefundTopUpTests
{
    private static readonly GatewayError Down = new(GatewayError.NotAnswering, "Later.", OutcomeUnknown: false);

    [Theory, Trait("Acceptance", "S3-27"), Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_reaches_the_gateway_once_and_takes_its_credits(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        var request = await RequestAsync(desk, 500);
        var made = Assert.IsType<RefundResult.Made>(await RefundAsync(desk, request));
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, request));

        Assert.Equal((RefundState.Succeeded, 500), (made.Refund.Status, made.Refund.AmountCents));
        var sent = Assert.Single(desk.Gateway.RefundRequests);
        Assert.Equal((request.Id, 500L, RefundReason.RequestedByCustomer), (sent.IdempotencyKey, sent.AmountCents, sent.Reason));
        await desk.AssertBalanceAsync(412.5m);
        Assert.Equal(["payments.refund-made"], desk.Told());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Many_at_once_never_give_back_more_than_was_paid(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        var requests = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RequestAsync(desk, 500)));
        var results = await Task.WhenAll(requests.Concat(requests).Select(x => Task.Run(() => RefundAsync(desk, x))));

        Assert.Equal(4, desk.Gateway.RefundRequests.Select(x => x.IdempotencyKey).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4, desk.Gateway.RefundRequests.Count);
        Assert.Contains(results, x => x is RefundResult.ExceedsLeft { LeftCents: 0 });
        await desk.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_was_edited_is_refused(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        var request = await RequestAsync(desk, 500);
        Assert.Equal(new RefundResult.ExceedsLeft(2000), await RefundAsync(desk, request with { AmountCents = 2001 }));
        Assert.IsType<RefundResult.NotFound>(await RefundAsync(desk, request with { TopUpId = "top_other" }));
        await RefundAsync(desk, request);
        Assert.IsType<RefundResult.KeyReused>(await RefundAsync(desk, request with { AmountCents = 600 }));
        Assert.Equal(new RefundResult.ExceedsLeft(1500), await RefundAsync(desk, await RequestAsync(desk, 1501)));
        await Assert.ThrowsAsync<ArgumentException>(() => RefundAsync(desk, request with { AmountCents = -1 }));
        Assert.Single(desk.Gateway.RefundRequests);
        await desk.AssertBalanceAsync(412.5m);
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_answer_that_was_lost_is_found_among_the_payments_refunds(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.AnswersToLose = 1;
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, await RequestAsync(desk, 500)));
        Assert.Single(desk.Gateway.RefundRequests);
        await desk.AssertBalanceAsync(412.5m);
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_question_holds_its_amount_and_is_asked_again_under_the_same_key(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        var request = await RequestAsync(desk, 1500);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, request));
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, request));
        Assert.Equal(new RefundResult.ExceedsLeft(500), await RefundAsync(desk, await RequestAsync(desk, 501)));
        await desk.AssertBalanceAsync(550m);

        desk.Shell.Time.Advance(AskForRefund.Pause);
        desk.Gateway.Failures.Enqueue(Down);
        await AskAsync(desk);
        await AskAsync(desk);
        await desk.AssertBalanceAsync(550m);

        desk.Shell.Time.Advance(AskForRefund.Pause);
        await AskAsync(desk);
        await AskAsync(desk);
        Assert.Equal([request.Id, request.Id, request.Id], desk.Gateway.RefundRequests.Select(x => x.IdempotencyKey));
        await desk.AssertBalanceAsync(137.5m);
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_question_stays_open_while_the_gateway_cannot_be_asked_whether_it_was_made(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.AnswersToLose = 1;
        desk.Gateway.RefundListsToLose = 2;
        var request = await RequestAsync(desk, 500);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, request));

        // Turned away at the door, and nobody says whether the refund is there.
        desk.Shell.Time.Advance(AskForRefund.Pause);
        desk.Gateway.Failures.Enqueue(new GatewayError("connection_error", "Later.", OutcomeUnknown: false) { SaysNothing = true });
        await AskAsync(desk);
        Assert.Single(desk.Gateway.RefundRequests);

        desk.Shell.Time.Advance(AskForRefund.Pause);
        desk.Gateway.Failures.Clear();
        await AskAsync(desk);
        await desk.AssertBalanceAsync(412.5m);
        Assert.Single(desk.Gateway.RefundRequests);
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_question_is_never_asked_again_when_the_gateway_may_have_forgotten_its_key(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, await RequestAsync(desk, 500)));
        desk.Shell.Time.Advance(SettleTopUp.KeyIsKnown);
        await AskAsync(desk);
        Assert.Single(desk.Gateway.RefundRequests);
        Assert.Equal(["Refused"], await desk.QueryAsync<string>("select status from refunds"));
        await desk.AssertBalanceAsync(550m);
    }

    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_the_gateway_refuses_moves_nothing_and_can_be_tried_anew(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(Down);
        var refused = Assert.IsType<RefundResult.Refused>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        Assert.Equal((RefundState.Refused, GatewayError.NotAnswering), (refused.Refund.Status, refused.Refund.Failure));
        await desk.AssertBalanceAsync(550m);
        Assert.Empty(desk.Told());

        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        await desk.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_webhook_may_come_before_the_answer(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        var request = await RequestAsync(desk, 500);
        await RefundAsync(desk, request);
        var news = Refund(intent, 500, RefundStatus.Pending) with
        { Metadata = new Dictionary<string, string> { ["refund_id"] = request.Id } };
        await desk.HearAsync(news);
        await desk.HearAsync(news with { Id = "re_copy" });

        Assert.Equal(
            [(request.Id, "re_1")],
            await desk.QueryAsync<(string, string)>("select id, gateway_refund_id from refunds where requested_by is not null"));
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, request));
        Assert.Equal(2, (await desk.QueryAsync<string>("select id from refunds")).Count);
        await desk.AssertBalanceAsync(275m);
    }

    [Fact]
    public async Task A_payment_that_is_disputed_or_was_never_paid_is_not_refunded()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var intent = await desk.StartedPackageAsync(500m, 50m, 20m);
        Assert.IsType<RefundResult.NotPaid>(await RefundAsync(desk, await RequestAsync(desk, 500)));
        await desk.ApplyAsync(desk.Gateway.Pay(intent));
        await desk.HearAsync(Dispute(intent, 2000));
        Assert.IsType<RefundResult.Disputed>(await RefundAsync(desk, await RequestAsync(desk, 500)));
        await desk.HearAsync(Dispute(intent, 2000, DisputeStatus.Won));
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, await RequestAsync(desk, 500)));
        await desk.AssertBalanceAsync(412.5m);
    }

    /// <summary>Whoever gave the credits away would have both.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_sends_their_own_payment_back_and_others_are_written_down(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidPackageAsync();
        var customer = Assert.Single(await desk.QueryAsync<string>("select user_id from top_ups"));
        var request = await RequestAsync(desk, 500);

        Assert.IsType<RefundResult.OwnPayment>(await RefundAsync(desk, request with { OperatorId = customer }));
        Assert.Empty(desk.Gateway.RefundRequests);
        Assert.Empty(await desk.QueryAsync<string>("select id from refunds"));
        Assert.Empty(desk.Shell.Get<TestAudit>().Entries);

        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, request));
        var entry = Assert.Single(desk.Shell.Get<TestAudit>().Entries);
        Assert.Equal(("usr_operator", customer, request.TopUpId), (entry.Who, entry.Concerns, entry.Record));
    }

    private static Task<RefundResult> RefundAsync(Desk desk, RefundTopUp request) =>
        desk.Shell.InScopeAsync<RefundTopUpCommand, RefundResult>(x => x.ExecuteAsync(request, default));

    internal static async Task AskAsync(Desk desk)
    {
        await using var scope = desk.Shell.CreateScope();
        await Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<AskAboutRefunds>(scope.ServiceProvider)
            .RunAsync(default);
    }

    private static async Task<RefundTopUp> RequestAsync(Desk desk, long cents) => new(
        PrefixedId.New(RefundRow.Prefix, desk.Shell.Time), Assert.Single(await desk.QueryAsync<string>("select id from top_ups")), cents,
        RefundReason.RequestedByCustomer, "Asked by mail",
        "usr_operator");
}
