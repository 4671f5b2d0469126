using System.Diagnostics;
using Marketplace.Adjustments.Requests;
using Marketplace.Data;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>
/// Fixes who gets a campaign's credits and lets it run, or wait for a second person where all of it together is above what is left of the
/// operator's day. Whoever made it and whoever starts it are left out.
/// </summary>
internal sealed class StartCampaign(
    IDatabase database, ReadAudience audience, ApprovalRule rule, IApproval approval, IAudit audit, CampaignTexts texts, IOutbox outbox,
    TimeProvider time)
{
    /// <param name="expectedCount">How many recipients the operator saw and agreed to.</param>
    public async Task<CampaignResult> ExecuteAsync(string operatorId, string id, long expectedCount, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } draft)
            return new CampaignResult.NotFound();
        if (draft.State != CampaignState.Draft)
            return new CampaignResult.WrongState(draft.State);
        var recipients = await audience.IdsAsync(CampaignAudience.Parse(draft.Audience), [operatorId, draft.CreatedBy], cancellationToken);
        if (CampaignRules.WhyNotStart(draft, recipients.Count, expectedCount, time.GetUtcNow()) is { } refused)
            return refused;
        return await database.InTransactionAsync(
            db => StartAsync(db, operatorId, id, recipients, cancellationToken), result => result is not CampaignResult.Refused,
            cancellationToken);
    }

    private async Task<CampaignResult> StartAsync(
        UnitOfWork db, string operatorId, string id, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var campaign = (await CampaignRows.LockAsync(db, id, now, cancellationToken))!;
        if (campaign.State != CampaignState.Draft)
            return new CampaignResult.WrongState(campaign.State);
        await RecipientRows.InsertAsync(db, id, recipients, cancellationToken);
        campaign = campaign with { Recipients = recipients.Count, StartedBy = operatorId, StartedAt = now };
        switch (await approval.AskAsync(db, AskFor(campaign, operatorId), rule.Alone, cancellationToken))
        {
            case ApprovalAsked.Alone:
                await RunAsync(db, outbox, campaign, now, cancellationToken);
                await audit.WriteAsync(
                    db, CampaignActs.Of(CampaignActs.Started, campaign, operatorId, texts.Describe(campaign)), cancellationToken);
                return new CampaignResult.Changed(CampaignState.Running);
            case ApprovalAsked.Waiting:
                await CampaignRows.SaveAsync(
                    db, campaign with { State = CampaignState.Waiting, ApproveBy = now + ApprovalRequest.Patience }, cancellationToken);
                return new CampaignResult.Changed(CampaignState.Waiting);
            case ApprovalAsked.OwnInterest or ApprovalAsked.AlreadyWaiting:
                throw new InvalidOperationException($"{id} names nobody and is started once.");
            default:
                throw new UnreachableException();
        }
    }

    private static ApprovalRequest AskFor(Campaign campaign, string operatorId) =>
        new(CampaignApproval.KindId, campaign.Id, operatorId, CampaignTexts.WordsOf(campaign), StoredText.Plain(campaign.Name))
        {
            Amount = campaign.Total,
            Link = "~/admin/credits/campaigns/" + campaign.Id,
        };

    /// <summary>Lets a locked campaign run, from where it is: the event makes the job, once the transaction is through.</summary>
    public static async Task RunAsync(
        UnitOfWork db, IOutbox outbox, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var running = campaign with
        { State = CampaignState.Running, Run = campaign.Run + 1, RunStartedAt = now, RunStartedWith = campaign.DoneCount };
        await CampaignRows.SaveAsync(db, running, cancellationToken);
        await outbox.WriteAsync(db, new CampaignStarted(running.Id, running.Run), cancellationToken);
    }

    private async Task<Campaign?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CampaignRows.FindAsync(db, id, time.GetUtcNow(), cancellationToken);
    }
}

internal static class CampaignRules
{
    public static CampaignResult.Refused? WhyNotStart(Campaign draft, long count, long expectedCount, DateTimeOffset now)
    {
        if (draft.CreditsExpireAt <= now)
            return new CampaignResult.ExpiryPassed();
        if (count == 0)
            return new CampaignResult.NobodyToGive();
        if (count != expectedCount)
            return new CampaignResult.AudienceChanged(count);
        var total = TotalOf(draft.Amount, count);
        return total is null || total > draft.Budget ? new CampaignResult.OverBudget(total, draft.Budget) : null;
    }

    /// <returns>Null where it is more than can be counted.</returns>
    public static CreditAmount? TotalOf(CreditAmount amount, long count) =>
        (Int128)amount.Micros * count is var micros && micros <= long.MaxValue ? new CreditAmount((long)micros) : null;
}

/// <summary>A campaign runs, or runs again.</summary>
[Event("credits.campaign-started")]
internal sealed record CampaignStarted(string CampaignId, int Run);

/// <summary>Queues the job. A start that the process did not survive is told again.</summary>
[StoredName("Marketplace.Credits.QueueCampaign")]
[Delivery(Lane.Money)]
internal sealed class QueueCampaign(IJobQueue jobs) : IEventHandler<CampaignStarted>
{
    public Task HandleAsync(CampaignStarted started, string eventId, CancellationToken cancellationToken) =>
        jobs.EnqueueAsync<GiveCampaignCredits,
        CampaignStarted>(started, $"{started.CampaignId}:{started.Run}", TimeSpan.Zero, cancellationToken);
}
