using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Requests;
using Marketplace.Adjustments.Tests.Campaigns;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Requests;

/// <summary>What waited before there was one list of approvals waits on in it, with who asked and until when.</summary>
public sealed class UpgradeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waits_in_an_older_database_goes_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        AdjustmentRequest request;
        CampaignRequest plan;
        await using (var before = await CampaignShell.WithCustomersAsync(database, 4))
        {
            request = new AdjustmentRequest(
                AdjustmentRequest.NewId(before.Time), AdjustmentKind.Grant, FewUsers.Id(1), Amount(250), "Sorry", LotKind.Bonus);
            Assert.IsType<AdjustmentResult.Waiting>(await before.RequestAsync("usr_olga", request));
            plan = before.Plan(50, 500);
            await before.CreateAsync(plan);
            Assert.Equal(new CampaignResult.Changed(CampaignState.Waiting), await before.StartAsync(plan.Id, 4));
            await before.Database.InTransactionAsync(
                async db =>
                {
                    await db.ExecuteAsync("delete from approvals");
                    await db.ExecuteAsync(
                        """
                        drop index campaign_recipients_waiting;
                        drop index campaign_recipients_unconfirmed;
                        alter table campaign_recipients drop column unconfirmed;
                        create index campaign_recipients_waiting on campaign_recipients (campaign_id, position) where state = 'Waiting';
                        """);
                    return await db.ExecuteAsync(
                        "update migrations set version = 1 where name in ('Marketplace.Credits.AdjustmentMigrations', "
                        + "'Marketplace.Credits.CampaignMigrations')");
                },
                default);
        }

        await using var after = await CampaignShell.WithCustomersAsync(database, 4);

        var adjustment = (await after.InScopeAsync((IApproval x) => x.FindAsync(AdjustmentApproval.KindId, request.Id, default)))!;
        Assert.Equal(
            ("usr_olga", FewUsers.Id(1), "Sorry"),
            (adjustment.AskedBy, Assert.Single(adjustment.Beneficiaries), adjustment.Reason.ToString()));
        Assert.Equal(Amount(250), adjustment.Amount);
        Assert.Equal((await after.Get<ListAdjustments>().FindAsync(request.Id, default))!.ExpiresAt, adjustment.ExpiresAt);
        Assert.IsType<ApprovalAnswer.OwnInterest>(await after.ApproveAsync(FewUsers.Id(1), request.Id));
        Assert.IsType<ApprovalAnswer.Approved>(await after.ApproveAsync("usr_otto", request.Id));
        Assert.IsType<ApprovalAnswer.Approved>(await after.ApproveAsync("usr_otto", plan.Id, CampaignApproval.KindId));
        await after.SettleAsync();
        await after.AssertBalanceAsync(300, user: FewUsers.Id(1));
        await after.AssertBalanceAsync(50, user: FewUsers.Id(2));
        await LedgerInvariants.AssertAsync(database.Database);
    }
}
