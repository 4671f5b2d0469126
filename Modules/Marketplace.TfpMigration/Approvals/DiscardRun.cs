using Marketplace.Data;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Approvals;

/// <summary>Forgets a run that changed nothing, with the files it took in and what waits about it.</summary>
internal sealed class DiscardRun(IDatabase database, IApproval approval, IAudit audit)
{
    /// <returns>False when it is not there or changed something.</returns>
    public Task<bool> ExecuteAsync(string runId, string who, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await RunRows.LockStateAsync(db, runId, cancellationToken) is not (RunState.Checked or RunState.Refused))
                    return false;
                await approval.EndAsync(db, RunApproval.KindId, runId, who, cancellationToken);
                await RunRows.DeleteAsync(db, runId, cancellationToken);
                await audit.WriteAsync(db, TfpActs.Of(TfpActs.Discarded, runId), cancellationToken);
                return true;
            },
            cancellationToken);
}
