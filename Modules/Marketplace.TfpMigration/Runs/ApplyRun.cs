using Marketplace.Data;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// The migration itself: everybody of a checked run in one transaction. Two promises lead to that. "All or nothing" cannot be kept by a
/// transaction for each user and compensation afterwards, because customers may spend in between and a ledger forgets nothing; and
/// "resumable after a kill" comes for free, since a killed transaction has left nothing and the run still says <c>applying</c>, so the job
/// or the command begins it again. What takes long, reading and checking the files, happened before, in small transactions. Customers who
/// act meanwhile wait where their account is being written (on SQLite: every writer), so a big run belongs into a quiet hour.
/// </summary>
internal sealed class ApplyRun(IDatabase database, SetOutUsers setOutUsers, BringOver bringOver, RunProgress progress, TimeProvider time)
{
    public async Task ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            await database.InTransactionAsync(db => ApplyAsync(db, runId, cancellationToken), cancellationToken);
        }
        finally
        {
            progress.End(runId);
        }
    }

    private async Task ApplyAsync(UnitOfWork db, string runId, CancellationToken cancellationToken)
    {
        // First, so that of two who work on one run the second waits here and then finds it done.
        if (!await RunRows.TryCloseAsync(db, runId, RunState.Applying, RunState.Applied, time.GetUtcNow(), cancellationToken))
            return;
        await setOutUsers.ExecuteAsync(db, runId, cancellationToken);
        var done = 0;
        foreach (var row in await UserRows.ListInOrderOfAccountsAsync(db, runId, UserState.Ready, cancellationToken))
        {
            await bringOver.ExecuteAsync(db, row, row.UserId!, cancellationToken);
            progress.Set(runId, ++done);
        }

        await db.ExecuteAsync(
            "update tfp_users set state = 'waiting', user_id = null where run_id = @runId and state in ('no-account', 'unconfirmed')",
            new { runId }, cancellationToken);
    }
}
