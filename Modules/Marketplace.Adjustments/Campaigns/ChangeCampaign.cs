using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Pauses, continues and cancels. Each looks at the locked campaign, so two of them at once follow one another.</summary>
internal sealed class ChangeCampaign(
    IDatabase database, IApproval approval, IAudit audit, CampaignTexts texts, IOutbox outbox, TimeProvider time)
{
    /// <summary>What is being given at this moment still is.</summary>
    public Task<CampaignResult> PauseAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(operatorId, CampaignActs.Paused, id, async (db, campaign, _) => campaign.State == CampaignState.Running
            ? await SaveAsync(db, campaign with { State = CampaignState.Paused }, cancellationToken)
            : new CampaignResult.WrongState(campaign.State), cancellationToken);

    public Task<CampaignResult> ContinueAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(operatorId, CampaignActs.Continued, id, async (db, campaign, now) => campaign.State == CampaignState.Paused
            ? await RunAsync(db, campaign, now, cancellationToken)
            : new CampaignResult.WrongState(campaign.State), cancellationToken);

    /// <summary>Nobody else gets anything; who has the credits keeps them.</summary>
    public Task<CampaignResult> CancelAsync(string operatorId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(
            operatorId, CampaignActs.Cancelled, id,
            async (db, campaign, now) => campaign.State is CampaignState.Done or CampaignState.Cancelled
                ? new CampaignResult.WrongState(campaign.State)
                : await SaveAsync(db, campaign with { State = CampaignState.Cancelled, FinishedAt = now }, cancellationToken),
                cancellationToken);

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

    private Task<CampaignResult> ChangeAsync(
        string operatorId,
        string act,
        string id,
        Func<UnitOfWork, Campaign, DateTimeOffset, Task<CampaignResult>> change,
        CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                // First, as an approval does: whoever locks both keeps this order. Where the change is refused, it is rolled back.
                await approval.EndAsync(db, CampaignApproval.KindId, id, operatorId, cancellationToken);
                var now = time.GetUtcNow();
                if (await CampaignRows.LockAsync(db, id, now, cancellationToken) is not { } campaign)
                    return new CampaignResult.NotFound();
                var result = await change(db, campaign, now);
                if (result is CampaignResult.Changed)
                    await audit.WriteAsync(db, CampaignActs.Of(act, campaign, operatorId, texts.Describe(campaign)), cancellationToken);
                return result;
            },
            result => result is not CampaignResult.Refused,
            cancellationToken);
}
