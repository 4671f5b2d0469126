using Marketplace.Data;

namespace Marketplace.TfpMigration.Runs;

/// <summary>What people ask of runs, from the page or the command line. The work itself is done by <see cref="ContinueRun"/>.</summary>
internal sealed class RunRequests(IDatabase database, CreditUnit unit, IAudit audit, TimeProvider time)
{
    /// <summary>Opens a run over the files of a folder.</summary>
    /// <param name="goesOn">Whether a check without errors is followed by the migration at once.</param>
    public async Task<StartRunResult> StartAsync(
        string source, string folder, bool goesOn, string startedBy, CancellationToken cancellationToken)
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
        var started = await database.InTransactionAsync(
            async db =>
            {
                if (!await RunRows.TryInsertAsync(db, run, cancellationToken))
                    return false;
                await audit.WriteAsync(
                    db, TfpActs.Of(TfpActs.Checked, run.Id, goesOn ? $"{source}, to be migrated at once" : source), cancellationToken);
                return true;
            },
            cancellationToken);
        if (started)
            return new StartRunResult.Started(run.Id);
        await using var session = await database.OpenAsync(cancellationToken);
        return new StartRunResult.Busy(await RunRows.FindOpenAsync(session, cancellationToken));
    }

    /// <summary>From the command line, which is a road of its own: people begin runs by <c>BeginRun</c>.</summary>
    /// <returns>False when the run is not checked, or another one is open.</returns>
    public Task<bool> ApplyAsync(string runId, CancellationToken cancellationToken) =>
        OpenAsync(db => ApplyAsync(db, runId, cancellationToken), cancellationToken);

    /// <returns>False when the run is not checked, or another one is open.</returns>
    public Task<bool> ApplyAsync(UnitOfWork db, string runId, CancellationToken cancellationToken) =>
        OpenAsync(db, runId, TfpActs.Started, RunState.Checked, RunState.Applying, cancellationToken);

    /// <returns>False when the run is not applied, or another one is open.</returns>
    public Task<bool> RollBackAsync(string runId, CancellationToken cancellationToken) =>
        OpenAsync(
            db => OpenAsync(db, runId, TfpActs.RolledBack, RunState.Applied, RunState.RollingBack, cancellationToken), cancellationToken);

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

    private async Task<bool> OpenAsync(Func<UnitOfWork, Task<bool>> open, CancellationToken cancellationToken)
    {
        try
        {
            return await database.InTransactionAsync(open, cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            // Another run took the slot at the same moment.
            return false;
        }
    }

    private async Task<bool> OpenAsync(
        UnitOfWork db, string runId, string act, string from, string to, CancellationToken cancellationToken)
    {
        if (!await RunRows.TryOpenAsync(db, runId, from, to, cancellationToken))
            return false;
        await audit.WriteAsync(db, TfpActs.Of(act, runId), cancellationToken);
        return true;
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
