using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Tests.Requests;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Adjustments.Tests.Campaigns.CampaignShell;

namespace Marketplace.Adjustments.Tests.Campaigns;

/// <summary>Nobody gives a campaign's credits to themselves: not who makes, not who starts and not who approves it.</summary>
public sealed class OwnCampaignTests
{
    private static readonly string Maker = FewUsers.Id(1);
    private static readonly string Starter = FewUsers.Id(2);
    private static readonly string Approver = FewUsers.Id(3);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_makes_and_who_starts_it_are_left_out(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 5);
        var plan = shell.Plan(1, 50);
        await shell.CreateAsync(plan, by: Maker);
        var preview = await shell.InScopeAsync((ReadAudience x) => x.PreviewAsync(new CampaignAudience(), [Maker, Starter], default));
        Assert.Equal((3L, 2L), (preview.Count, preview.LeftOut));
        Assert.Equal(new CampaignResult.AudienceChanged(3), await shell.StartAsync(plan.Id, 5, by: Starter));

        Assert.Equal(new CampaignResult.Changed(CampaignState.Running), await shell.StartAsync(plan.Id, 3, by: Starter));
        await shell.SettleAsync();

        await shell.AssertBalanceAsync(0, user: Maker);
        await shell.AssertBalanceAsync(0, user: Starter);
        await shell.AssertBalanceAsync(1, user: Approver);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_campaign_to_oneself_gives_nobody_anything(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 5);
        var plan = shell.Plan(50, 50, new CampaignAudience([FewUsers.Email(1)]));
        await shell.CreateAsync(plan, by: Maker);

        Assert.IsType<CampaignResult.NobodyToGive>(await shell.StartAsync(plan.Id, 1, by: Maker));

        Assert.Equal(0, await shell.CountAsync("campaign_recipients"));
        await shell.AssertBalanceAsync(0, user: Maker);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_approves_it_is_left_out_and_nobody_is_left_then_nothing_starts(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 5);
        var plan = shell.Plan(100, 1000);
        await shell.CreateAsync(plan, by: Maker);
        await shell.StartAsync(plan.Id, 4, by: Maker);
        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(Approver, plan.Id, CampaignApproval.KindId));
        await shell.SettleAsync();

        var campaign = await shell.CampaignAsync(plan.Id);
        Assert.Equal((CampaignState.Done, 3L, 3L, Approver), (campaign.State, campaign.Recipients, campaign.Given, campaign.ApprovedBy));
        await shell.AssertBalanceAsync(0, user: Approver);
        await shell.AssertBalanceAsync(100, user: FewUsers.Id(5));

        var own = shell.Plan(200, 1000, new CampaignAudience([FewUsers.Email(3)]));
        await shell.CreateAsync(own, by: Maker);
        await shell.StartAsync(own.Id, 1, by: Maker);
        Assert.IsType<CampaignResult.NobodyToGive>(
            Assert.IsType<ApprovalAnswer.Impossible>(await shell.ApproveAsync(Approver, own.Id, CampaignApproval.KindId)).Cause);
        Assert.Equal(CampaignState.Waiting, (await shell.CampaignAsync(own.Id)).State);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Campaigns_and_grants_of_a_day_count_together_and_cancelling_ends_the_request(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 5);
        await shell.StartedAsync(15, 5);
        var second = shell.Plan(6, 30);
        await shell.CreateAsync(second);
        Assert.Equal(new CampaignResult.Changed(CampaignState.Waiting), await shell.StartAsync(second.Id, 5));

        Assert.Equal(new CampaignResult.Changed(CampaignState.Cancelled), await shell.CancelAsync(second.Id));

        Assert.Equal(
            new ApprovalAnswer.AlreadyDecided(ApprovalState.Withdrawn), await shell.ApproveAsync(Otto, second.Id, CampaignApproval.KindId));
        Assert.Equal(
            ["approvals.asked", "approvals.withdrawn", "campaigns.cancelled"], (await shell.AuditAsync(second.Id)).Select(x => x.Act));
        var third = shell.Plan(7, 35);
        await shell.CreateAsync(third);
        await shell.StartAsync(third.Id, 5);
        Assert.IsType<ApprovalAnswer.Closed>(await shell.RefuseAsync(Otto, third.Id, CampaignApproval.KindId));
        Assert.Equal(CampaignState.Cancelled, (await shell.CampaignAsync(third.Id)).State);
    }
}
