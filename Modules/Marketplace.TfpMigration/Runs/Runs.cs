using Marketplace.Credits;
using Marketplace.Data;

namespace Marketplace.TfpMigration;

/// <summary>What people ask of runs, from the page or the command line. The work itself is done by <see cref="ContinueRun"/>.</summary>
internal sealed class Runs(IDatabase database, CreditUnit unit, TimeProvider time)
{
    /// <summary>Opens a run over the files of a folder.</summary>
    /// <param name="goesOn">Whether a check without errors is followed by the migration at once.</param>
    public async Task<StartRunResult> StartAsync(string source, string folder, bool goesOn, string startedBy, CancellationToken cancellationToken)
    {
        if (unit.UsdValue != 1)
            return new StartRunResult.WrongUnit();
        var run = new TfpRun
        {
            Id = PrefixedId.New("tfp", time),
            State = RunState.Checking,
            GoesOn = goesOn,
            Source = source,
            Folder = folder,
            Files = 0,
            Done = 0,
            StartedBy = startedBy,
            CreatedAt = time.GetUtcNow(),
        };
        if (await database.InTransactionAsync(db => RunRows.TryInsertAsync(db, run, cancellationToken), cancellationToken))
            return new StartRunResult.Started(run.Id);
        await using var session = await database.OpenAsync(cancellationToken);
        return new StartRunResult.Busy(await RunRows.FindOpenAsync(session, cancellationToken));
    }

    /// <returns>False when the run is not checked, or another one is open.</returns>
    public Task<bool> ApplyAsync(string runId, CancellationToken cancellationToken) => OpenAsync(runId, RunState.Checked, RunState.Applying, cancellationToken);

    /// <returns>False when the run is not applied, or another one is open.</returns>
    public Task<bool> RollBackAsync(string runId, CancellationToken cancellationToken) => OpenAsync(runId, RunState.Applied, RunState.RollingBack, cancellationToken);

    /// <summary>Forgets a run that changed nothing, with the files it took in.</summary>
    /// <returns>False when it is not there or changed something.</returns>
    public Task<bool> DiscardAsync(string runId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await RunRows.LockStateAsync(db, runId, cancellationToken) is not (RunState.Checked or RunState.Refused))
                    return false;
                await RunRows.DeleteAsync(db, runId, cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<TfpRun?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await RunRows.FindAsync(db, runId, cancellationToken);
    }

    public async Task<IReadOnlyList<TfpRun>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await RunRows.ListAsync(db, limit, cancellationToken);
    }

    private async Task<bool> OpenAsync(string runId, string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            return await database.InTransactionAsync(db => RunRows.TryOpenAsync(db, runId, from, to, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            // Another run took the slot at the same moment.
            return false;
        }
    }
}

internal abstract record StartRunResult
{
    private StartRunResult()
    {
    }

    public sealed record Started(string RunId) : StartRunResult;

    /// <param name="Run">The one that works now; null where it has just ended.</param>
    public sealed record Busy(TfpRun? Run) : StartRunResult;

    /// <summary>A credit is not worth a dollar here, so the conversion would be wrong.</summary>
    public sealed record WrongUnit : StartRunResult;
}
