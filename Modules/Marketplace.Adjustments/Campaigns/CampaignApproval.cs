using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>A campaign that a second person agrees to: it begins to run. Whoever agrees is left out of it.</summary>
internal sealed class CampaignApproval(
    LeaveOut leaveOut, IOutbox outbox, IAudit audit, CampaignTexts texts, TimeProvider time, IStringLocalizer<CampaignApproval> text)
        : IApprovalKind
{
    public const string KindId = "adjustments.campaign";

    public string Id => KindId;

    public string Name => text["Campaign"];

    public string Permission => Permissions.ApproveAdjustments;

    public async Task<bool> IsInvolvedAsync(DbSession db, Approval approval, string userId, CancellationToken cancellationToken) =>
        await CampaignRows.FindAsync(db, approval.Record, time.GetUtcNow(), cancellationToken) is { } campaign
        && (campaign.CreatedBy == userId || campaign.StartedBy == userId);

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var campaign = (await CampaignRows.LockAsync(transaction, approval.Record, now, cancellationToken))!;
        if (campaign.State != CampaignState.Waiting)
            return Impossible(new CampaignResult.WrongState(campaign.State));
        if (campaign.CreditsExpireAt <= now)
            return Impossible(new CampaignResult.ExpiryPassed());
        var left = campaign.Recipients - await leaveOut.ExecuteAsync(transaction, campaign.Id, approvedBy, cancellationToken);
        if (left == 0)
            return Impossible(new CampaignResult.NobodyToGive());
        campaign = campaign with { ApprovedBy = approvedBy, Recipients = left };
        await StartCampaign.RunAsync(transaction, outbox, campaign, now, cancellationToken);
        await audit.WriteAsync(
            transaction, CampaignActs.Of(CampaignActs.Started, campaign, approvedBy, texts.Describe(campaign)), cancellationToken);
        return new ApprovalEffect.Done();
    }

    public async Task CloseAsync(
        UnitOfWork transaction, Approval approval, ApprovalState state, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await CampaignRows.LockAsync(transaction, approval.Record, now, cancellationToken) is { State: CampaignState.Waiting } campaign)
            await CampaignRows.SaveAsync(
                transaction, campaign with { State = CampaignState.Cancelled, FinishedAt = now }, cancellationToken);
    }

    private ApprovalEffect.Impossible Impossible(CampaignResult.Refused refused) => new(texts.Of(refused), refused);
}
