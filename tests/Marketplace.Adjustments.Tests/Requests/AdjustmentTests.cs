using Marketplace.Adjustments.Requests;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Requests;

public sealed class AdjustmentTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-19")]
    public async Task Up_to_the_limit_one_operator_is_enough_and_the_transaction_names_them_and_the_reason(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var request = Ask(shell, 100);

        var posted = Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, request));

        await shell.AssertBalanceAsync(100);
        var transaction = (await shell.Get<IWallet>().FindTransactionAsync(Ada, posted.TransactionId, default))!;
        Assert.Equal((TransactionType.AdminAdjustment, "Adjustment: Lost parcel"), (transaction.Type, transaction.Description));
        Assert.Equal(
            new Dictionary<string, string> { ["adjustment_id"] = request.Id, ["reason"] = "Lost parcel", ["requested_by"] = Olga },
            transaction.Metadata);
        var stored = (await shell.Get<ListAdjustments>().FindAsync(request.Id, default))!;
        Assert.Equal(
            (AdjustmentState.Posted, Olga, null, posted.TransactionId),
            (stored.State, stored.RequestedBy, stored.DecidedBy, stored.TransactionId));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-19")]
    public async Task Above_the_limit_nothing_moves_until_a_second_person_agrees(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var request = Ask(shell, 100.000001m);
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, request));
        await shell.AssertBalanceAsync(0);
        Assert.Equal(1, await shell.Get<ListAdjustments>().CountWaitingAsync(default));

        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.ApproveAsync(Olga, request.Id));
        await shell.AssertBalanceAsync(0);
        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(Otto, request.Id));
        Assert.Equal(
            ApprovalState.Approved, Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.ApproveAsync(Otto, request.Id)).State);
        Assert.Equal(
            ApprovalState.Approved, Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.WithdrawAsync(Olga, request.Id)).State);

        await shell.AssertBalanceAsync(100.000001m);
        var posted = (await shell.Get<ListAdjustments>().FindAsync(request.Id, default))!;
        Assert.Equal((AdjustmentState.Posted, Otto), (posted.State, posted.DecidedBy));
        var transaction = (await shell.Get<IWallet>().FindTransactionAsync(Ada, posted.TransactionId!, default))!;
        Assert.Equal((Olga, Otto), (transaction.Metadata["requested_by"], transaction.Metadata["approved_by"]));
        Assert.Equal(0, await shell.Get<ListAdjustments>().CountWaitingAsync(default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_who_agree_at_once_one_posts(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var request = Ask(shell, 500);
        await shell.RequestAsync(Olga, request);

        var results = await Race.RunAsync(Enumerable.Range(0, 12).Select(i => (Func<Task<ApprovalAnswer>>)(() => i % 3 == 2
            ? shell.WithdrawAsync(Olga, request.Id)
            : shell.ApproveAsync(Otto + i, request.Id))));

        var state = (await shell.Get<ListAdjustments>().FindAsync(request.Id, default))!.State;
        var decided = Assert.Single(results, x => x is ApprovalAnswer.Approved or ApprovalAnswer.Closed);
        Assert.Equal(decided is ApprovalAnswer.Approved ? AdjustmentState.Posted : AdjustmentState.Withdrawn, state);
        Assert.All(results.Where(x => x != decided), x => Assert.IsType<ApprovalAnswer.AlreadyDecided>(x));
        await shell.AssertBalanceAsync(state == AdjustmentState.Posted ? 500 : 0);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_form_sent_many_times_at_once_asks_once(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        foreach (var amount in new[] { 40m, 400m })
        {
            var request = Ask(shell, amount);
            var results = await Race.RunAsync(
                Enumerable.Range(0, 8).Select(_ => (Func<Task<AdjustmentResult>>)(() => shell.RequestAsync(Olga, request))));
            Assert.Single(results.Distinct());
            Assert.All(results, x => Assert.False(x is AdjustmentResult.Refused, x.ToString()));
        }

        await shell.AssertBalanceAsync(40);
        Assert.Equal(2, await shell.CountAsync("adjustments"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_form_sent_again_with_something_else_in_it_changes_nothing(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var request = Ask(shell, 40);
        await shell.RequestAsync(Olga, request);

        Assert.IsType<AdjustmentResult.AlreadySent>(await shell.RequestAsync(Olga, request with { Amount = Amount(41) }));
        Assert.IsType<AdjustmentResult.AlreadySent>(await shell.RequestAsync(Olga, request with { UserId = Bob }));
        Assert.IsType<AdjustmentResult.AlreadySent>(await shell.RequestAsync(Olga, request with { Reason = "Another" }));
        Assert.IsType<AdjustmentResult.AlreadySent>(await shell.RequestAsync(Otto, request));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, request));

        await shell.AssertBalanceAsync(40);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nothing_more_than_what_is_available_can_be_taken(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await shell.PostedAsync(TopUp(300));
        await shell.PlacedAsync(Hold(50));

        Assert.Equal(
            Amount(250),
            Assert.IsType<AdjustmentResult.InsufficientBalance>(await shell.RequestAsync(Olga, Ask(shell, -250.01m))).Available);
        Assert.Equal(0, await shell.CountAsync("adjustments"));
        var large = Ask(shell, -200);
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, large));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, Ask(shell, -80)));

        // Meanwhile there is less: the request stays open and can be tried again.
        Assert.Equal(
            Amount(170), Assert.IsType<AdjustmentResult.InsufficientBalance>(Cause(await shell.ApproveAsync(Otto, large.Id))).Available);
        Assert.True((await shell.Get<ListAdjustments>().FindAsync(large.Id, default))!.IsWaiting);
        await shell.PostedAsync(TopUp(30));
        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(Otto, large.Id));

        await shell.AssertBalanceAsync(50, held: 50);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_request_can_be_withdrawn_by_who_asked_and_rejected_by_others_only(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var (first, second) = (Ask(shell, 200), Ask(shell, 300));
        await shell.RequestAsync(Olga, first);
        await shell.RequestAsync(Olga, second);

        Assert.IsType<ApprovalAnswer.OthersRequest>(await shell.WithdrawAsync(Otto, first.Id));
        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.RefuseAsync(Olga, second.Id));
        Assert.Equal(
            ApprovalState.Withdrawn, Assert.IsType<ApprovalAnswer.Closed>(await shell.WithdrawAsync(Olga, first.Id)).Approval.State);
        Assert.Equal(ApprovalState.Refused, Assert.IsType<ApprovalAnswer.Closed>(await shell.RefuseAsync(Otto, second.Id)).Approval.State);

        foreach (var id in new[] { first.Id, second.Id })
            Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.ApproveAsync(Otto, id));
        Assert.IsType<AdjustmentResult.AlreadyDecided>(await shell.RequestAsync(Olga, first));
        Assert.Equal(
            (AdjustmentState.Withdrawn, AdjustmentState.Rejected),
            ((await shell.Get<ListAdjustments>().FindAsync(first.Id, default))!.State,
                (await shell.Get<ListAdjustments>().FindAsync(second.Id, default))!.State));
        Assert.IsType<ApprovalAnswer.NotFound>(await shell.InScopeAsync((IApproval x) => x.ApproveAsync("apr_unknown", Otto, default)));
        Assert.IsType<ApprovalAnswer.NotFound>(
            await shell.InScopeAsync((IApproval x) => x.RefuseAsync("apr_unknown", Otto, "No", default)));
        await shell.AssertBalanceAsync(0);
        Assert.Equal(0, await shell.CountAsync("ledger_transactions"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task After_seven_days_nobody_can_agree_any_more(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var request = Ask(shell, 200);
        await shell.RequestAsync(Olga, request);
        shell.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Assert.True((await shell.Get<ListAdjustments>().FindAsync(request.Id, default))!.IsWaiting);

        shell.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ApprovalState.Expired, Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.ApproveAsync(Otto, request.Id)).State);
        Assert.Equal(
            ApprovalState.Expired, Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.WithdrawAsync(Olga, request.Id)).State);
        Assert.Equal(0, await shell.Get<ListAdjustments>().CountWaitingAsync(default));
        var list = shell.Get<ListAdjustments>();
        Assert.Single((await list.ExecuteAsync(AdjustmentState.Expired, null, null, 10, default)).Adjustments);
        Assert.Empty((await list.ExecuteAsync(AdjustmentState.Waiting, null, null, 10, default)).Adjustments);
        await shell.AssertBalanceAsync(0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_limit_is_a_setting_and_counts_in_both_directions(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(
            kind,
            x => x.Tenant.SetJson(
                """{"adjustments":{"approvalAbove":10.5},"credits":{"name":"mana","symbol":"","code":"mana","usdValue":0.1}}"""));
        await shell.PostedAsync(TopUp(100));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Otto, Ask(shell, -10.5m)));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, Ask(shell, -10.6m)));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, Ask(shell, 10.6m)));
        await shell.AssertBalanceAsync(89.5m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_account_takes_no_more_than_it_can_hold(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await shell.PostedAsync(TopUp(new CreditAmount(long.MaxValue).ToDecimal()));
        var small = Ask(shell, 1);
        Assert.IsType<AdjustmentResult.BalanceTooLarge>(await shell.RequestAsync(Olga, small));
        var large = Ask(shell, 1000);
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, large));
        Assert.IsType<AdjustmentResult.BalanceTooLarge>(Cause(await shell.ApproveAsync(Otto, large.Id)));
        Assert.Equal(1, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_grant_says_what_it_is_and_cannot_be_expired_before_it_is_given(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var expiry = shell.Time.GetUtcNow().AddDays(2);
        foreach (var (lotKind, type, words) in new[]
        {
            (LotKind.Promotional, TransactionType.Bonus, "Promotion: Lost parcel"),
            (LotKind.Bonus, TransactionType.Bonus, "Bonus: Lost parcel"),
            (LotKind.Sponsored, TransactionType.Sponsorship, "Sponsorship: Lost parcel"),
        })
        {
            var grant = Ask(shell, 5) with { Kind = AdjustmentKind.Grant, LotKind = lotKind, CreditsExpireAt = expiry };
            var posted = Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, grant));
            var transaction = (await shell.Get<IWallet>().FindTransactionAsync(Ada, posted.TransactionId, default))!;
            Assert.Equal((type, words), (transaction.Type, transaction.Description));
        }

        var large = Ask(shell, 500) with { Kind = AdjustmentKind.Grant, LotKind = LotKind.Bonus, CreditsExpireAt = expiry };
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, large));
        shell.Time.Advance(TimeSpan.FromDays(2));
        Assert.IsType<AdjustmentResult.ExpiryPassed>(Cause(await shell.ApproveAsync(Otto, large.Id)));
        Assert.IsType<AdjustmentResult.ExpiryPassed>(
            await shell.RequestAsync(
                Olga, Ask(shell, 1) with { Kind = AdjustmentKind.Grant, LotKind = LotKind.Bonus, CreditsExpireAt = expiry }));
        Assert.Equal(
            new WalletBalance(Amount(15), default) { Ended = Amount(15) }, await shell.Get<ILedger>().GetBalanceAsync(Ada, default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_refused_before_anything_happens()
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        var good = Ask(shell, 5);
        foreach (var bad in new[]
        {
            good with { Id = "adj_1" },
            good with { Reason = " " },
            good with { Reason = new string('x', 501) },
            good with { Amount = CreditAmount.Zero },
            good with { Amount = new CreditAmount(long.MinValue) },
            good with { LotKind = LotKind.Bonus },
            good with { TransactionId = "txn_1" },
            good with { Kind = AdjustmentKind.Grant },
            good with { Kind = AdjustmentKind.Grant, LotKind = LotKind.Purchased },
            good with { Kind = AdjustmentKind.Grant, LotKind = LotKind.Bonus, Amount = Amount(-5) },
            good with { Kind = AdjustmentKind.Refund },
            good with { Kind = AdjustmentKind.Refund, TransactionId = "txn_1", Amount = Amount(-5) },
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => shell.RequestAsync(Olga, bad));
        }

        Assert.Equal(0, await shell.CountAsync("adjustments"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_list_has_pages_and_can_be_narrowed_to_a_customer(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var asked = new List<string>();
        for (var i = 1; i <= 5; i++)
        {
            var request = Ask(shell, i * 60) with { UserId = i == 3 ? Bob : Ada };
            asked.Add(request.Id);
            await shell.RequestAsync(Olga, request);
            shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var list = shell.Get<ListAdjustments>();
        var first = await list.ExecuteAsync(null, null, null, 3, default);
        Assert.Equal([asked[4], asked[3], asked[2]], first.Adjustments.Select(x => x.Id));
        var second = await list.ExecuteAsync(null, null, first.Next, 3, default);
        Assert.Equal([asked[1], asked[0]], second.Adjustments.Select(x => x.Id));
        Assert.Null(second.Next);
        Assert.Equal([asked[2]], (await list.ExecuteAsync(null, [Bob], null, 3, default)).Adjustments.Select(x => x.Id));
        Assert.Equal([asked[0]], (await list.ExecuteAsync(AdjustmentState.Posted, null, null, 3, default)).Adjustments.Select(x => x.Id));
    }

    private static object? Cause(ApprovalAnswer answer) => Assert.IsType<ApprovalAnswer.Impossible>(answer).Cause;

    private static AdjustmentRequest Ask(TestShell shell, decimal amount) =>
        new(AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Correction, Ada, Amount(amount), "Lost parcel");
}
