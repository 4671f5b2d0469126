using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// Takes a run back, all or nothing as well: from everybody the balance they got, by an entry of its own, because a ledger forgets nothing.
/// Who has spent or reserved any of it stops the rollback for all and is named; whoever runs the site can then settle those few
/// by hand (an adjustment) and roll back again. The history stays to be seen, followed by the entry that takes its balance back.
/// </summary>
internal sealed class RollBackRun(IDatabase database, TakeBack takeBack, IOutbox outbox, RunProgress progress, TimeProvider time)
{
    public async Task ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            var spenders = await database.InTransactionAsync(
                db => RollBackAsync(db, runId, cancellationToken), spenders => spenders.Count == 0, cancellationToken);
            if (spenders.Count > 0)
                await database.InTransactionAsync(db => RefuseAsync(db, runId, spenders, cancellationToken), cancellationToken);
        }
        finally
        {
            progress.End(runId);
        }
    }

    /// <returns>Who has spent too much, with what they lack.</returns>
    private async Task<IReadOnlyList<(TfpUserRow Row, CreditAmount Missing)>> RollBackAsync(
        UnitOfWork db, string runId, CancellationToken cancellationToken)
    {
        if (!await RunRows.TryCloseAsync(db, runId, RunState.RollingBack, RunState.RolledBack, time.GetUtcNow(), cancellationToken))
            return [];
        var spenders = new List<(TfpUserRow, CreditAmount)>();
        var done = 0;
        foreach (var row in await UserRows.ListInOrderOfAccountsAsync(db, runId, UserState.Applied, cancellationToken))
        {
            if (await takeBack.ExecuteAsync(db, row, cancellationToken) is { } missing)
                spenders.Add((row, missing));
            else
                await ForgetAsync(db, row, cancellationToken);
            progress.Set(runId, ++done);
        }

        await UserRows.ReleaseAsync(db, runId, cancellationToken);
        await db.ExecuteAsync(
            "update tfp_users set state = 'rolled-back' where run_id = @runId and state in ('applied', 'waiting')", new { runId },
            cancellationToken);
        return spenders;
    }

    private async Task ForgetAsync(UnitOfWork db, TfpUserRow row, CancellationToken cancellationToken)
    {
        await BringOverSettings.ForgetAsync(db, row.Id, cancellationToken);
        await outbox.WriteAsync(db, new CustomerMigrationRolledBack(row.UserId!, row.Id, row.Credited), cancellationToken);
    }

    private static async Task RefuseAsync(
        UnitOfWork db, string runId, IReadOnlyList<(TfpUserRow Row, CreditAmount Missing)> spenders, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(
            "delete from tfp_findings where run_id = @runId and kind = @kind", new { runId, kind = nameof(FindingKind.Spent) },
            cancellationToken);
        foreach (var (row, missing) in spenders)
            await FindingRows.AddAsync(
                db, runId, row.FileName, [new Finding("", FindingKind.Spent, missing.ToString())], cancellationToken);
        await RunRows.RefuseAsync(db, runId, RunState.RollingBack, RunState.Applied, nameof(FindingKind.Spent), cancellationToken);
    }
}
