using Marketplace.Data;
using Marketplace.TfpMigration.Runs;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Approvals;

/// <summary>A migration that a second person agrees to: it begins. Who would get credits by it does not agree to it.</summary>
internal sealed class RunApproval(RunRequests runs, OwnWallet own, IOutbox outbox, IStringLocalizer<RunApproval> text) : IApprovalKind
{
    public const string KindId = "tfp.run";

    public string Id => KindId;

    public string Name => text["Migration of older points"];

    public string Permission => Permissions.MigrateTfp;

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        if (await own.IsAmongAsync(transaction, approval.Record, approvedBy, cancellationToken))
            return new ApprovalEffect.Impossible(
                text["Your own wallet is among these, so somebody else must approve it. Nothing was changed."]);
        if (!await runs.ApplyAsync(transaction, approval.Record, cancellationToken))
            return new ApprovalEffect.Impossible(text["This run has moved on, or another one is at work. Nothing was changed."]);
        await outbox.WriteAsync(transaction, new RunApproved(approval.Record), cancellationToken);
        return new ApprovalEffect.Done();
    }

}

/// <summary>Two people agreed to a migration, which is to begin.</summary>
[Event("tfp.run-approved")]
internal sealed record RunApproved(string RunId);

[StoredName("Marketplace.TfpMigration.QueueApprovedRun")]
[Delivery(Lane.Work)]
internal sealed class QueueApprovedRun(IJobQueue jobs) : IEventHandler<RunApproved>
{
    public Task HandleAsync(RunApproved approved, string eventId, CancellationToken cancellationToken) =>
        TfpRunJob.EnqueueAsync(jobs, approved.RunId, cancellationToken);
}
