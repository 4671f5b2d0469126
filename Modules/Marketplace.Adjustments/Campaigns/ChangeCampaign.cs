using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Approves, pauses, continues and cancels. Each looks at the locked campaign, so two of them at once follow one another.</summary>
internal sealed class ChangeCampaign(IDatabase database, IOutbox outbox, TimeProvider time)
{
    /// <summary>The second person agrees; it begins to run.</summary>
    public Task<CampaignResult> ApproveAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, campaign, now) => campaign switch
        {
            { State: not CampaignState.Waiting } => new CampaignResult.WrongState(campaign.State),
            _ when campaign.CreatedBy == operatorId || campaign.StartedBy == operatorId => new CampaignResult.OwnCampaign(),
            _ => await RunAsync(db, campaign with { ApprovedBy = operatorId }, now, cancellationToken),
        }, cancellationToken);

    /// <summary>What is being given at this moment still is.</summary>
    public Task<CampaignResult> PauseAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, campaign, _) => campaign.State == CampaignState.Running
            ? await SaveAsync(db, campaign with { State = CampaignState.Paused }, cancellationToken)
            : new CampaignResult.WrongState(campaign.State), cancellationToken);

    public Task<CampaignResult> ContinueAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, campaign, now) => campaign.State == CampaignState.Paused
            ? await RunAsync(db, campaign, now, cancellationToken)
            : new CampaignResult.WrongState(campaign.State), cancellationToken);

    /// <summary>Nobody else gets anything; who has the credits keeps them.</summary>
    public Task<CampaignResult> CancelAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, async (db, campaign, now) => campaign.State is CampaignState.Done or CampaignState.Cancelled
            ? new CampaignResult.WrongState(campaign.State)
            : await SaveAsync(db, campaign with { State = CampaignState.Cancelled, FinishedAt = now }, cancellationToken), cancellationToken);

    private async Task<CampaignResult> RunAsync(UnitOfWork db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (campaign.CreditsExpireAt <= now)
            return new CampaignResult.ExpiryPassed();
        await StartCampaign.RunAsync(db, outbox, campaign, now, cancellationToken);
        return new CampaignResult.Changed(CampaignState.Running);
    }

    private static async Task<CampaignResult> SaveAsync(UnitOfWork db, Campaign campaign, CancellationToken cancellationToken)
    {
        await CampaignRows.SaveAsync(db, campaign, cancellationToken);
        return new CampaignResult.Changed(campaign.State);
    }

    private Task<CampaignResult> ChangeAsync(string id, Func<UnitOfWork, Campaign, DateTimeOffset, Task<CampaignResult>> change, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                return await CampaignRows.LockAsync(db, id, now, cancellationToken) is { } campaign
                    ? await change(db, campaign, now)
                    : new CampaignResult.NotFound();
            },
            result => result is not CampaignResult.Refused,
            cancellationToken);
}
