using Marketplace.Adjustments.Campaigns;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Adjustments.Tests.Campaigns.CampaignShell;

namespace Marketplace.Adjustments.Tests.Campaigns;

/// <summary>Whose address nobody has confirmed gets a campaign's credits when it is confirmed, and not before.</summary>
public sealed class UnconfirmedTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Credits_wait_for_the_confirmation(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 3);
        var users = Confirm(shell, 2, confirmed: false);
        Assert.Equal(1, (await shell.InScopeAsync((ReadAudience x) => x.PreviewAsync(new CampaignAudience(), [], default))).Unconfirmed);
        var plan = await shell.StartedAsync(4, 3);
        await shell.SettleAsync();

        Assert.Equal((CampaignState.Done, 2L, 0L), await StateAsync(shell, plan.Id));
        await shell.AssertBalanceAsync(0, user: FewUsers.Id(2));
        var recipients = shell.Get<ListCampaigns>();
        Assert.Equal(
            [FewUsers.Id(2)],
            (await recipients.RecipientsAsync(plan.Id, RecipientState.Unconfirmed, 0, 10, default)).Select(x => x.UserId));
        Assert.Empty(await recipients.RecipientsAsync(plan.Id, RecipientState.Waiting, 0, 10, default));

        await TellAsync(shell, 2);
        await shell.AssertBalanceAsync(0, user: FewUsers.Id(2));
        users.Confirm(2, confirmed: true);
        await TellAsync(shell, 2);
        await TellAsync(shell, 2);
        await shell.AssertEachHasAsync(3, 4);
        Assert.Equal((CampaignState.Done, 3L, 0L), await StateAsync(shell, plan.Id));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_confirmation_whose_news_was_missed_is_found_at_night(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 3);
        var users = Confirm(shell, 1, confirmed: false);
        users.Confirm(3, confirmed: false);
        await shell.StartedAsync(4, 3);
        await shell.SettleAsync();
        users.Confirm(3, confirmed: true);

        for (var i = 0; i < 2; i++)
            await shell.InScopeAsync(async (SweepUnconfirmedRecipients x) => { await x.RunAsync(default); return true; });

        await shell.AssertBalanceAsync(0, user: FewUsers.Id(1));
        await shell.AssertBalanceAsync(4, user: FewUsers.Id(3));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_cancelled_or_has_expired_meanwhile_is_not_given(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var users = Confirm(shell, 1, confirmed: false);
        var cancelled = await shell.StartedAsync(0.5m, 60);
        Assert.True(await shell.GiveBatchAsync(cancelled.Id, 1));
        await shell.CancelAsync(cancelled.Id);
        var expired = await shell.StartedAsync(0.5m, 60);
        await shell.SettleAsync();
        shell.Time.Advance(TimeSpan.FromDays(31));
        users.Confirm(1, confirmed: true);

        await TellAsync(shell, 1);

        await shell.AssertBalanceAsync(0, user: FewUsers.Id(1));
        Assert.Equal((CampaignState.Done, 59L, 1L), await StateAsync(shell, expired.Id));
        Assert.Equal(CampaignState.Cancelled, (await shell.CampaignAsync(cancelled.Id)).State);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_paused_campaign_gives_them_when_it_goes_on(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 60);
        var users = Confirm(shell, 1, confirmed: false);
        var plan = await shell.StartedAsync(1, 60);
        Assert.True(await shell.GiveBatchAsync(plan.Id, 1));
        await shell.PauseAsync(plan.Id);
        users.Confirm(1, confirmed: true);
        await TellAsync(shell, 1);
        await shell.AssertBalanceAsync(0, user: FewUsers.Id(1));

        await shell.ContinueAsync(plan.Id);
        await shell.SettleAsync();

        await shell.AssertEachHasAsync(60, 1);
        Assert.Equal((CampaignState.Done, 60L, 0L), await StateAsync(shell, plan.Id));
    }

    private static FewUsers Confirm(TestShell shell, int number, bool confirmed)
    {
        using var scope = shell.CreateScope();
        var users = (FewUsers)scope.ServiceProvider.GetRequiredService<IUserDirectory>();
        users.Confirm(number, confirmed);
        return users;
    }

    private static async Task TellAsync(TestShell shell, int number)
    {
        await shell.Database.InTransactionAsync(
            db => shell.Get<IOutbox>().WriteAsync(db, new UserEmailConfirmed(FewUsers.Id(number), FewUsers.Email(number)), default),
            default);
        await shell.SettleAsync();
    }

    private static async Task<(CampaignState State, long Given, long Failed)> StateAsync(TestShell shell, string id)
    {
        var campaign = await shell.CampaignAsync(id);
        return (campaign.State, campaign.Given, campaign.Failed);
    }
}
