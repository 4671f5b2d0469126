using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Requests;

/// <summary>An adjustment that a second person agrees to: the money moves in the transaction that says so.</summary>
internal sealed class AdjustmentApproval(
    PostAdjustment post, IAudit audit, AdjustmentTexts texts, TimeProvider time, IStringLocalizer<AdjustmentApproval> text) : IApprovalKind
{
    public const string KindId = "adjustments.adjustment";

    public string Id => KindId;

    public string Name => text["Adjustment"];

    public string Permission => Permissions.ApproveAdjustments;

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await AdjustmentRows.LockWaitingAsync(transaction, approval.Record, now, cancellationToken) is not { } adjustment)
            return new ApprovalEffect.Impossible(text["This adjustment is not waiting any more. Nothing was changed."]);
        var result = await post.ExecuteAsync(transaction, adjustment, approvedBy, cancellationToken);
        if (result is AdjustmentResult.Refused refused)
            return new ApprovalEffect.Impossible(texts.Of(refused), refused);
        var posted = (AdjustmentResult.Posted)result;
        if (!await AdjustmentRows.TryDecideAsync(
            transaction, adjustment.Id, AdjustmentState.Posted, posted.TransactionId, approvedBy, now, cancellationToken))
            throw new InvalidOperationException($"The locked adjustment {adjustment.Id} was decided by somebody else.");
        await audit.WriteAsync(transaction, AdjustmentActs.PostedBy(adjustment, approvedBy, texts.Describe(adjustment)), cancellationToken);
        return new ApprovalEffect.Done();
    }

    public Task CloseAsync(UnitOfWork transaction, Approval approval, ApprovalState state, string by,
        CancellationToken cancellationToken) =>
        AdjustmentRows.TryDecideAsync(
            transaction,
            approval.Record,
            state == ApprovalState.Withdrawn ? AdjustmentState.Withdrawn : AdjustmentState.Rejected,
            transactionId: null,
            by,
            time.GetUtcNow(),
            cancellationToken);
}
