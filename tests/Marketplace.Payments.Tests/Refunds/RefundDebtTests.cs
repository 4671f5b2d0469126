using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Refunds;

/// <summary>Whoever gave the credits away and gets the money back has both: what the wallet does not cover takes two people.</summary>
public sealed class RefundDebtTests
{
    private const string Olga = "usr_operator";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_the_wallet_does_not_cover_is_made_once_when_a_second_person_approves_it(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        var request = await RequestAsync(desk, 2000);
        var waiting = Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, request));
        Assert.Equal(waiting, await RefundAsync(desk, request));
        Assert.Empty(desk.Gateway.RefundRequests);
        Assert.Empty(await desk.QueryAsync<string>("select id from refunds"));
        await desk.AssertBalanceAsync(450m);

        Assert.IsType<ApprovalAnswer.OwnRequest>(await ApproveAsync(desk, waiting, Olga));
        Assert.IsType<ApprovalAnswer.OwnInterest>(await ApproveAsync(desk, waiting, Desk.Ada));
        Assert.IsType<ApprovalAnswer.Approved>(await ApproveAsync(desk, waiting, Otto));
        await desk.Shell.SettleAsync();

        Assert.Equal([request.Id], desk.Gateway.RefundRequests.Select(x => x.IdempotencyKey));
        await desk.AssertBalanceAsync(-100m);
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, request));
        Assert.Single(desk.Gateway.RefundRequests);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_the_wallet_covers_goes_on_alone_to_the_last_credit(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await desk.SpendAsync(137.5m);
        Assert.IsType<RefundResult.Made>(await RefundAsync(desk, await RequestAsync(desk, 1500)));
        await desk.AssertBalanceAsync(0m);
        Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, await RequestAsync(desk, 1)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refund_whose_answer_was_lost_counts_as_made(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, await RequestAsync(desk, 1500)));
        await desk.AssertBalanceAsync(450m);
        Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, await RequestAsync(desk, 500)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Until_the_gateway_has_answered_the_credits_of_a_refund_cannot_be_spent(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, await RequestAsync(desk, 1500)));
        await AssertLacksAsync(desk, 138m);
        await desk.SpendAsync(137.5m);

        desk.Shell.Time.Advance(AskForRefund.Pause);
        await RefundTopUpTests.AskAsync(desk);
        await desk.AssertBalanceAsync(0m);
        Assert.Equal(["voided"], await desk.QueryAsync<string>("select status from ledger_holds"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_reserved_are_the_credits_that_will_be_taken_and_none_that_end_meanwhile(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await GiveAsync(desk, 550m, endsIn: TimeSpan.FromMinutes(1));
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        Assert.Equal(["topup"], await desk.QueryAsync<string>(
            "select distinct substr(t.idempotency_key, 1, 5) from ledger_hold_lots h join ledger_lots l on l.id = h.lot_id "
            + "join ledger_transactions t on t.id = l.transaction_id"));
        await desk.SpendAsync(550m);

        desk.Shell.Time.Advance(AskForRefund.Pause);
        await RefundTopUpTests.AskAsync(desk);
        await desk.AssertBalanceAsync(0m);
        var told = await desk.QueryAsync<string>("select payload from outbox where event = 'credits.wallet-changed' order by id");
        Assert.Contains(told, x => x.Contains("\"isDebit\":true", StringComparison.Ordinal));
        var reserved = told.Where(x => x.Contains("hld_", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, reserved.Count);
        Assert.DoesNotContain(reserved, x => x.Contains("\"isDebit\":true", StringComparison.Ordinal));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Credits_of_a_refund_that_is_refused_are_free_again(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(new GatewayError("charge_already_refunded", "No.", OutcomeUnknown: false));
        Assert.IsType<RefundResult.Refused>(await RefundAsync(desk, await RequestAsync(desk, 1500)));
        await desk.SpendAsync(550m);
        await desk.AssertBalanceAsync(0m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_two_people_agreed_to_reserves_what_the_wallet_still_has(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        var waiting = Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        Assert.IsType<ApprovalAnswer.Approved>(await ApproveAsync(desk, waiting, Otto));
        await AssertLacksAsync(desk, 1m);
        await desk.Shell.SettleAsync();
        await desk.AssertBalanceAsync(-100m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Credits_of_a_refund_that_nobody_can_be_asked_about_are_not_locked_up_for_good(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        Assert.IsType<RefundResult.Unknown>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        await AssertLacksAsync(desk, 1m);

        desk.Shell.Time.Advance(2 * SettleTopUp.KeyIsKnown);
        var task = desk.Shell.Services.GetServices<BackgroundTaskRegistration>().Single(x => x.Name == "Marketplace.Credits.ExpireHolds");
        await using (var scope = desk.Shell.CreateScope())
            await ((IBackgroundTask)scope.ServiceProvider.GetRequiredService(task.TaskType)).RunAsync(default);
        await desk.SpendAsync(1m);

        // Its end comes after all, and finds the reservation gone.
        await RefundTopUpTests.AskAsync(desk);
        Assert.Equal(["expired"], await desk.QueryAsync<string>("select status from ledger_holds"));
        Assert.Equal(["Refused"], await desk.QueryAsync<string>("select status from refunds"));
        await desk.AssertBalanceAsync(549m);
    }

    private static Task GiveAsync(Desk desk, decimal amount, TimeSpan endsIn) => desk.Shell.Get<ILedger>().PostAsync(
        new Posting(
            Desk.NewKey(), TransactionType.Bonus, Desk.Ada, Desk.Amount(amount), SystemAccount.Promotions, "Spring greetings",
            new Dictionary<string, string>(StringComparer.Ordinal))
        { Grant = new Grant(LotKind.Promotional, desk.Shell.Time.GetUtcNow() + endsIn) },
        default);

    private static async Task AssertLacksAsync(Desk desk, decimal amount) =>
        Assert.IsType<PostResult.InsufficientBalance>(await desk.TrySpendAsync(amount));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_refunded_meanwhile_is_not_refunded_again_by_an_approval(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        var waiting = Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        await desk.HearAsync(Refund(intent, 500, RefundStatus.Succeeded));
        var impossible = Assert.IsType<ApprovalAnswer.Impossible>(await ApproveAsync(desk, waiting, Otto));
        Assert.Equal(new RefundResult.ExceedsLeft(1500), impossible.Cause);
        await desk.Shell.SettleAsync();
        Assert.Empty(desk.Gateway.RefundRequests);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_the_gateway_refuses_after_the_approval_is_told_to_who_asked_for_it(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.PaidPackageAsync();
        await desk.SpendAsync(100m);
        var waiting = Assert.IsType<RefundResult.Waiting>(await RefundAsync(desk, await RequestAsync(desk, 2000)));
        desk.Gateway.Failures.Enqueue(new GatewayError("charge_already_refunded", "No.", OutcomeUnknown: false));
        Assert.IsType<ApprovalAnswer.Approved>(await ApproveAsync(desk, waiting, Otto));
        await desk.Shell.SettleAsync();

        var told = Assert.Single(desk.Shell.Notifier.Told, x => x.Notification.Kind == RefundNotifications.Refused);
        Assert.Equal((Olga, "The refund of $20.00 was not made"), (told.Notification.UserId, told.Subject));
        await desk.AssertBalanceAsync(450m);
    }

    private static Task<Desk> OpenAsync(DatabaseKind kind) =>
        Desk.OpenAsync(kind, setup => new Audit.Startup().ConfigureServices(setup.Services));

    private static Task<RefundResult> RefundAsync(Desk desk, RefundTopUp request) =>
        desk.Shell.InScopeAsync<RefundTopUpCommand, RefundResult>(x => x.ExecuteAsync(request, default));

    private static Task<ApprovalAnswer> ApproveAsync(Desk desk, RefundResult.Waiting waiting, string who) =>
        desk.Shell.InScopeAsync((IApproval x) => x.ApproveAsync(waiting.ApprovalId, who, default));

    private static async Task<RefundTopUp> RequestAsync(Desk desk, long cents) => new(
        PrefixedId.New(RefundRow.Prefix, desk.Shell.Time), Assert.Single(await desk.QueryAsync<string>("select id from top_ups")), cents,
        RefundReason.RequestedByCustomer, "Asked by mail", Olga);
}
