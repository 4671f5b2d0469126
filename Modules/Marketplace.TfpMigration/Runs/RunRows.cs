using Marketplace.Data;

namespace Marketplace.TfpMigration.Runs;

/// <summary>Runs. A run that works occupies the one open slot, which a unique index guards, whoever starts one from wherever.</summary>
internal static class RunRows
{
    private const string Columns =
        "id, state, goes_on, source, folder, files, done, refusal, started_by, created_at, checked_at, applied_at, rolled_back_at";

    /// <returns>False when another run is open.</returns>
    public static async Task<bool> TryInsertAsync(UnitOfWork db, TfpRun run, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into tfp_runs (id, state, goes_on, open_slot, source, folder, files, done, started_by, created_at)
            values (@Id, @State, @GoesOn, 1, @Source, @Folder, @Files, 0, @StartedBy, @CreatedAt)
            on conflict (open_slot) do nothing
            """,
            run,
            cancellationToken) == 1;

    public static Task<TfpRun?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<TfpRun>($"select {Columns} from tfp_runs where id = @id", new { id }, cancellationToken);

    public static Task<TfpRun?> FindOpenAsync(DbSession db, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<TfpRun>($"select {Columns} from tfp_runs where open_slot = 1", cancellationToken: cancellationToken);

    public static Task<IReadOnlyList<TfpRun>> ListAsync(DbSession db, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<TfpRun>($"select {Columns} from tfp_runs order by id desc limit @limit", new { limit }, cancellationToken);

    /// <summary>Claims the slot for a run that is to work on.</summary>
    /// <returns>False when the run is not in the state <paramref name="from"/> or another one is open.</returns>
    public static async Task<bool> TryOpenAsync(UnitOfWork db, string id, string from, string to, CancellationToken cancellationToken)
    {
        if (await db.ScalarAsync<string>("select id from tfp_runs where open_slot = 1", cancellationToken: cancellationToken) is not null)
            return false;
        return await db.ExecuteAsync(
            "update tfp_runs set state = @to, open_slot = 1, done = 0, refusal = null where id = @id and state = @from",
            new { id, from, to }, cancellationToken) == 1;
    }

    /// <summary>Ends a step. Whoever comes second waits here for the first to commit, and then finds the run elsewhere.</summary>
    public static async Task<bool> TryCloseAsync(
        UnitOfWork db, string id, string from, string to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var column = to switch
        {
            RunState.Applied => "applied_at",
            RunState.RolledBack => "rolled_back_at",
            _ => "checked_at",
        };
        return await db.ExecuteAsync(
            $"update tfp_runs set state = @to, open_slot = null, done = files, {column} = @now where id = @id and state = @from",
            new { id, from, to, now }, cancellationToken) == 1;
    }

    /// <summary>Goes back to the state before a step that was refused.</summary>
    public static Task RefuseAsync(UnitOfWork db, string id, string from, string to, string refusal, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update tfp_runs set state = @to, open_slot = null, refusal = @refusal where id = @id and state = @from",
            new { id, from, to, refusal }, cancellationToken);

    /// <summary>Writes down how far the check is, and keeps others from working on it until this transaction ends.</summary>
    /// <returns>False when the check is over.</returns>
    public static async Task<bool> TryCountAsync(UnitOfWork db, string id, int files, int done, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            "update tfp_runs set files = @files, done = @done where id = @id and state = 'checking'", new { id, files, done },
            cancellationToken) == 1;

    /// <summary>Keeps the run as it is until this transaction ends.</summary>
    public static Task<string?> LockStateAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        db.ScalarAsync<string>($"select state from tfp_runs where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);

    public static async Task DeleteAsync(UnitOfWork db, string id, CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "tfp_findings", "tfp_users" })
            await db.ExecuteAsync($"delete from {table} where run_id = @id", new { id }, cancellationToken);
        await db.ExecuteAsync("delete from tfp_runs where id = @id", new { id }, cancellationToken);
    }
}
