using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Tests.Requests;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Adjustments.Tests.Campaigns.CampaignShell;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Campaigns;

public sealed class CampaignTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_customer_gets_the_credits_once_with_name_and_expiry(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var plan = await shell.StartedAsync(1.5m, 60);
        Assert.Equal(0, (await shell.CampaignAsync(plan.Id)).Given);

        await shell.SettleAsync();

        var campaign = await shell.CampaignAsync(plan.Id);
        Assert.Equal((CampaignState.Done, 60L, 0L, Amount(90)), (campaign.State, campaign.Given, campaign.Failed, campaign.Spent));
        await shell.AssertEachHasAsync(60, 1.5m);
        var gift = Assert.Single((await shell.Get<IWallet>().ReadHistoryAsync(FewUsers.Id(7), new HistoryQuery(10), default)).Transactions);
        Assert.Equal((TransactionType.Bonus, "Promotion: Spring (to be spent by 1 April 2026)"), (gift.Type, gift.Description));
        Assert.Equal((plan.Id, Olga), (gift.Metadata["campaign_id"], gift.Metadata["started_by"]));
        await using (var db = await shell.Database.OpenAsync(default))
        {
            Assert.Equal(60, await db.ScalarAsync<int>(
                "select count(*) from ledger_lots where kind = 'Promotional' and expires_at = @CreditsExpireAt",
                new { plan.CreditsExpireAt }));
        }

        var recipients = await shell.Get<ListCampaigns>().RecipientsAsync(plan.Id, RecipientState.Given, 50, 100, default);
        Assert.Equal(Enumerable.Range(51, 10).Select(x => (long)x), recipients.Select(x => x.Position));
        Assert.All(recipients, x => Assert.NotNull(x.TransactionId));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Killed_in_the_middle_it_goes_on_in_another_process_and_nobody_gets_it_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        string id;
        await using (var first = await WithCustomersAsync(database, 60))
        {
            id = (await first.StartedAsync(1, 60)).Id;
            Assert.True(await first.GiveBatchAsync(id, 1));
            Assert.Equal(GiveCampaignCredits.BatchSize, (await first.CampaignAsync(id)).Given);
        }

        // The job was never queued there: the event that makes it is in the outbox, and told again.
        await using var second = await WithCustomersAsync(database, 60);
        second.Time.Advance(TimeSpan.FromMinutes(1));
        await second.SettleAsync();

        Assert.Equal(CampaignState.Done, (await second.CampaignAsync(id)).State);
        await second.AssertEachHasAsync(60, 1);
        Assert.Equal(60, await second.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(database.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_batch_that_dies_half_way_leaves_nothing_and_the_job_tries_it_again(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var plan = await shell.StartedAsync(1, 60);
        shell.Get<PostingFaults>().DieAfter(GiveCampaignCredits.BatchSize + 7);
        await shell.DrainOutboxAsync();

        await Assert.ThrowsAsync<IOException>(shell.RunJobsAsync);

        Assert.Equal(
            (CampaignState.Running, 25L), ((await shell.CampaignAsync(plan.Id)).State, (await shell.CampaignAsync(plan.Id)).Given));
        Assert.Equal(25, await shell.CountAsync("ledger_transactions"));
        Assert.Equal(35, (await shell.Get<ListCampaigns>().RecipientsAsync(plan.Id, RecipientState.Waiting, 0, 100, default)).Count);
        await LedgerInvariants.AssertAsync(shell.Database);

        shell.Get<PostingFaults>().DieAfter(int.MaxValue);
        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await shell.SettleAsync();
        Assert.Equal(CampaignState.Done, (await shell.CampaignAsync(plan.Id)).State);
        Assert.Equal(60, await shell.CountAsync("ledger_transactions"));
        await shell.AssertEachHasAsync(60, 1);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_jobs_at_once_give_each_customer_once(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 110);
        var plan = await shell.StartedAsync(0.5m, 110);

        await Race.RunAsync(Enumerable.Range(0, 5).Select(_ => (Func<Task<bool>>)(async () =>
        {
            while (await shell.GiveBatchAsync(plan.Id, 1))
            {
            }

            return true;
        })));

        Assert.Equal((CampaignState.Done, 110L), ((await shell.CampaignAsync(plan.Id)).State, (await shell.CampaignAsync(plan.Id)).Given));
        Assert.Equal(110, await shell.CountAsync("ledger_transactions"));
        await shell.AssertEachHasAsync(110, 0.5m);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Paused_nobody_gets_anything_and_continued_the_rest_does(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var plan = await shell.StartedAsync(1, 60);
        await shell.GiveBatchAsync(plan.Id, 1);

        Assert.Equal(new CampaignResult.Changed(CampaignState.Paused), await shell.PauseAsync(plan.Id));
        Assert.IsType<CampaignResult.WrongState>(await shell.PauseAsync(plan.Id));
        await shell.SettleAsync();
        Assert.Equal((CampaignState.Paused, 25L), ((await shell.CampaignAsync(plan.Id)).State, (await shell.CampaignAsync(plan.Id)).Given));

        Assert.Equal(new CampaignResult.Changed(CampaignState.Running), await shell.ContinueAsync(plan.Id));
        Assert.False(await shell.GiveBatchAsync(plan.Id, run: 1));
        await shell.SettleAsync();
        Assert.Equal((CampaignState.Done, 60L), ((await shell.CampaignAsync(plan.Id)).State, (await shell.CampaignAsync(plan.Id)).Given));
        Assert.IsType<CampaignResult.WrongState>(await shell.ContinueAsync(plan.Id));
        Assert.IsType<CampaignResult.WrongState>(await shell.CancelAsync(plan.Id));
        await shell.AssertEachHasAsync(60, 1);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Cancelled_who_has_the_credits_keeps_them_and_nobody_else_gets_any(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var plan = await shell.StartedAsync(1, 60);
        await shell.GiveBatchAsync(plan.Id, 1);
        Assert.Equal(new CampaignResult.Changed(CampaignState.Cancelled), await shell.CancelAsync(plan.Id));
        await shell.SettleAsync();

        Assert.Equal(
            (CampaignState.Cancelled, 25L), ((await shell.CampaignAsync(plan.Id)).State, (await shell.CampaignAsync(plan.Id)).Given));
        Assert.Equal(25, await shell.CountAsync("ledger_transactions"));
        Assert.IsType<CampaignResult.WrongState>(await shell.ContinueAsync(plan.Id));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_costs_no_more_than_its_budget_and_goes_to_nobody_the_operator_has_not_counted(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 10);
        var plan = shell.Plan(2, 19.99m);
        await shell.CreateAsync(plan);
        Assert.Equal(new CampaignResult.OverBudget(Amount(20), Amount(19.99m)), await shell.StartAsync(plan.Id, 10));
        var huge = shell.Plan(9_000_000_000_000, 9_000_000_000_000);
        await shell.CreateAsync(huge);
        Assert.Null(Assert.IsType<CampaignResult.OverBudget>(await shell.StartAsync(huge.Id, 10)).Total);
        var exact = shell.Plan(2, 20);
        await shell.CreateAsync(exact);
        Assert.Equal(new CampaignResult.AudienceChanged(10), await shell.StartAsync(exact.Id, 9));
        Assert.Equal(0, await shell.CountAsync("campaign_recipients"));

        Assert.IsType<CampaignResult.Changed>(await shell.StartAsync(exact.Id, 10));

        Assert.Equal(10, await shell.CountAsync("campaign_recipients"));
        Assert.IsType<CampaignResult.WrongState>(await shell.StartAsync(exact.Id, 10));
        Assert.IsType<CampaignResult.NotFound>(await shell.StartAsync("cmp_unknown", 10));
        var nobody = shell.Plan(2, 20, new CampaignAudience(["nobody@example.com"]));
        await shell.CreateAsync(nobody);
        Assert.IsType<CampaignResult.NobodyToGive>(await shell.StartAsync(nobody.Id, 0));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_database_itself_refuses_to_give_more_than_the_budget(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 3);
        var plan = await shell.StartedAsync(1, 3);
        var campaign = await shell.CampaignAsync(plan.Id);
        await using var db = await shell.Database.BeginAsync(default);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => CampaignRows.SaveAsync(db, campaign with { Recipients = 4, Given = 4 }, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Started_many_times_at_once_it_has_its_recipients_once(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 30);
        var plan = shell.Plan(1, 30);
        await Race.RunAsync(Enumerable.Range(0, 4).Select(_ => (Func<Task<CampaignResult>>)(() => shell.CreateAsync(plan))));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 6).Select(_ => (Func<Task<CampaignResult>>)(() => shell.StartAsync(plan.Id, 30))));

        Assert.Single(results.OfType<CampaignResult.Changed>());
        await shell.SettleAsync();
        Assert.Equal(30, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Above_the_limit_a_second_person_lets_it_run(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 10);
        var plan = shell.Plan(10.01m, 200);
        await shell.CreateAsync(plan);
        Assert.Equal(new CampaignResult.Changed(CampaignState.Waiting), await shell.StartAsync(plan.Id, 10, by: "usr_oskar"));
        await shell.SettleAsync();
        Assert.Equal(0, await shell.CountAsync("ledger_transactions"));
        Assert.Equal(1, await shell.Get<ListCampaigns>().CountWaitingAsync(default));
        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.ApproveAsync(Olga, plan.Id, CampaignApproval.KindId));
        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.ApproveAsync("usr_oskar", plan.Id, CampaignApproval.KindId));

        var results = await Race.RunAsync(
            Enumerable.Range(0, 4)
                .Select(i => (Func<Task<ApprovalAnswer>>)(() => shell.ApproveAsync(Otto + i, plan.Id, CampaignApproval.KindId))));

        Assert.Single(results.OfType<ApprovalAnswer.Approved>());
        await shell.SettleAsync();
        Assert.Equal(10, await shell.CountAsync("ledger_transactions"));
        var gift = Assert.Single((await shell.Get<IWallet>().ReadHistoryAsync(FewUsers.Id(1), new HistoryQuery(10), default)).Transactions);
        Assert.Equal((await shell.CampaignAsync(plan.Id)).ApprovedBy, gift.Metadata["approved_by"]);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_approves_after_a_week_and_expired_credits_are_given_to_nobody(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 10);
        var waiting = shell.Plan(20, 200);
        await shell.CreateAsync(waiting);
        await shell.StartAsync(waiting.Id, 10);
        var running = await shell.StartedAsync(1, 10);
        var draft = shell.Plan(1, 10);
        await shell.CreateAsync(draft);
        shell.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(
            ApprovalState.Expired,
            Assert.IsType<ApprovalAnswer.AlreadyDecided>(await shell.ApproveAsync(Otto, waiting.Id, CampaignApproval.KindId)).State);
        Assert.Equal(CampaignState.Expired, (await shell.CampaignAsync(waiting.Id)).State);
        Assert.Equal(0, await shell.Get<ListCampaigns>().CountWaitingAsync(default));

        shell.Time.Advance(TimeSpan.FromDays(23));
        await shell.SettleAsync();

        Assert.Equal(
            (CampaignState.Paused, 0L), ((await shell.CampaignAsync(running.Id)).State, (await shell.CampaignAsync(running.Id)).Given));
        Assert.IsType<CampaignResult.ExpiryPassed>(await shell.ContinueAsync(running.Id));
        Assert.IsType<CampaignResult.ExpiryPassed>(await shell.StartAsync(draft.Id, 10));
        Assert.IsType<CampaignResult.ExpiryPassed>(
            await shell.CreateAsync(draft with { Id = PrefixedId.New(Campaign.Prefix, shell.Time) }));
        Assert.Equal(0, await shell.CountAsync("ledger_transactions"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_customer_whose_account_is_full_is_named_and_the_others_get_theirs(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 3);
        await shell.PostedAsync(TopUp(new CreditAmount(long.MaxValue).ToDecimal(), FewUsers.Id(2)));
        var plan = await shell.StartedAsync(1, 3);
        await shell.SettleAsync();

        var campaign = await shell.CampaignAsync(plan.Id);
        Assert.Equal((CampaignState.Done, 2L, 1L, Amount(2)), (campaign.State, campaign.Given, campaign.Failed, campaign.Spent));
        var failed = Assert.Single(await shell.Get<ListCampaigns>().RecipientsAsync(plan.Id, RecipientState.Failed, 0, 10, default));
        Assert.Equal((FewUsers.Id(2), null), (failed.UserId, failed.TransactionId));
        Assert.Contains("larger than an account can hold", failed.Error, StringComparison.Ordinal);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Fact]
    public async Task A_form_sent_again_with_something_else_in_it_changes_nothing()
    {
        await using var shell = await WithCustomersAsync(DatabaseKind.Sqlite, 3);
        var plan = shell.Plan(1, 3);
        Assert.IsType<CampaignResult.Changed>(await shell.CreateAsync(plan));
        Assert.IsType<CampaignResult.Changed>(await shell.CreateAsync(plan));
        Assert.IsType<CampaignResult.AlreadySent>(await shell.CreateAsync(plan with { Amount = Amount(2) }));
        Assert.IsType<CampaignResult.AlreadySent>(await shell.CreateAsync(plan with { Audience = new CampaignAudience(["a@b"]) }));
        Assert.IsType<CampaignResult.AlreadySent>(await shell.CreateAsync(plan, by: Otto));
        Assert.Equal(1, await shell.CountAsync("campaigns"));
        foreach (var bad in new[]
            { plan with { Id = "cmp_1" }, plan with { Amount = CreditAmount.Zero }, plan with { Budget = Amount(-1) } })
            await Assert.ThrowsAsync<ArgumentException>(() => shell.CreateAsync(bad));
    }

    [Fact]
    public async Task The_time_left_follows_the_pace_of_this_run()
    {
        await using var shell = await WithCustomersAsync(DatabaseKind.Sqlite, 100);
        var plan = await shell.StartedAsync(1, 100);
        Assert.Null((await shell.CampaignAsync(plan.Id)).TimeLeft(shell.Time.GetUtcNow()));
        shell.Time.Advance(TimeSpan.FromSeconds(10));
        await shell.GiveBatchAsync(plan.Id, 1);
        Assert.Equal(TimeSpan.FromSeconds(30), (await shell.CampaignAsync(plan.Id)).TimeLeft(shell.Time.GetUtcNow()));
        await shell.PauseAsync(plan.Id);
        shell.Time.Advance(TimeSpan.FromDays(1));
        await shell.ContinueAsync(plan.Id);
        shell.Time.Advance(TimeSpan.FromSeconds(5));
        await shell.GiveBatchAsync(plan.Id, 2);
        Assert.Equal(TimeSpan.FromSeconds(10), (await shell.CampaignAsync(plan.Id)).TimeLeft(shell.Time.GetUtcNow()));
    }
}
