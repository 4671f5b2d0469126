using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>
/// Customers whose address nobody had confirmed when a campaign reached them: they get its credits when they confirm it. Before that the
/// account may be a stranger's who took the address of somebody else.
/// </summary>
[StoredName("Marketplace.Adjustments.GiveAfterConfirmation")]
[Delivery(Lane.Money)]
internal sealed class GiveAfterConfirmation(IDatabase database, GiveRecipient give, TimeProvider time, IUserDirectory? users = null)
    : IEventHandler<UserEmailConfirmed>
{
    private const int AtOnce = 500;

    public async Task HandleAsync(UserEmailConfirmed @event, string eventId, CancellationToken cancellationToken)
    {
        if (users is null || await users.FindAsync(@event.UserId, cancellationToken) is not { EmailConfirmed: true })
            return;
        IReadOnlyList<(string CampaignId, string UserId)> waiting;
        await using (var db = await database.OpenAsync(cancellationToken))
            waiting = await RecipientRows.ListUnconfirmedAsync(db, @event.UserId, after: ("", ""), AtOnce, cancellationToken);
        foreach (var (campaign, user) in waiting)
            await GiveAsync(campaign, user, cancellationToken);
    }

    /// <summary>
    /// Everybody who has confirmed by now; for those whose confirmation fell into the very moment in which the campaign reached them.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var after = ("", "");
        while (users is not null)
        {
            IReadOnlyList<(string CampaignId, string UserId)> page;
            await using (var db = await database.OpenAsync(cancellationToken))
                page = await RecipientRows.ListUnconfirmedAsync(db, userId: null, after, AtOnce, cancellationToken);
            if (page.Count == 0)
                return;
            var known = await users.FindManyAsync([.. page.Select(x => x.UserId).Distinct(StringComparer.Ordinal)], cancellationToken);
            foreach (var (campaign, user) in page.Where(x => known.GetValueOrDefault(x.UserId) is { EmailConfirmed: true }))
                await GiveAsync(campaign, user, cancellationToken);
            after = page[^1];
        }
    }

    private Task GiveAsync(string campaignId, string userId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var now = time.GetUtcNow();
            if (await CampaignRows.LockAsync(db, campaignId, now, cancellationToken) is not { } campaign
                || await RecipientRows.FindUnconfirmedAsync(db, campaignId, userId, cancellationToken) is not { } recipient)
                return;
            switch (campaign.State)
            {
                case CampaignState.Paused:
                    // It goes on with them when it goes on.
                    await RecipientRows.SaveAsync(db, campaignId, recipient with { State = RecipientState.Waiting }, cancellationToken);
                    return;
                case CampaignState.Running or CampaignState.Done:
                    var done = campaign.CreditsExpireAt <= now
                        ? recipient with
                        { State = RecipientState.Failed, Error = "The credits had expired when the address was confirmed.", DoneAt = now }
                        : await give.ExecuteAsync(db, campaign, recipient, now, cancellationToken);
                    await RecipientRows.SaveAsync(db, campaignId, done, cancellationToken);
                    await CampaignRows.SaveAsync(db, campaign.With(done.State), cancellationToken);
                    return;
            }
        },
        cancellationToken);
}

[BackgroundTask(
    Title = "Give campaigns' credits to latecomers",
    Description = "Gives customers the credits of campaigns once they have confirmed their address, where the news of it was missed.",
    Schedule = "40 3 * * *",
    WakesTenant = false)]
[StoredName("Marketplace.Adjustments.SweepUnconfirmedRecipients")]
internal sealed class SweepUnconfirmedRecipients(GiveAfterConfirmation latecomers) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => latecomers.SweepAsync(cancellationToken);
}
