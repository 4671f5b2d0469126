using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation.Runs;

/// <summary>Writes down how a run goes on. Never more than one is open.</summary>
internal sealed class RunRows(IDatabase database, TimeProvider time)
{
    private const string Alone = "running";

    private const string Select =
        "select id, status, started_by, started_at, beat_at, finished_at, step, done, total, first_day, last_day, settled, swept, found, "
        + "error from reconciliation_runs";

    /// <returns>The run's id, or null while another is under way.</returns>
    public Task<string?> OpenAsync(string startedBy, ReconciledDays days, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                await db.ExecuteAsync(
                    "update reconciliation_runs set status = 'Interrupted', alone = null, finished_at = beat_at where alone = @Alone and "
                    + "beat_at < @lost",
                    new { Alone, lost = now - ReconciliationRun.LostAfter },
                    cancellationToken);
                var id = PrefixedId.New("rec", now);
                var opened = await db.ExecuteAsync(
                    """
                    insert into reconciliation_runs (id, alone, status, started_by, started_at, begun, beat_at, step, done, total,
                    first_day, last_day, settled, swept, found)
                    values (@id, @Alone, 'Running', @startedBy, @now, @begun, @now, 'Waiting', 0, 0, @first, @last, 0, 0, 0)
                    on conflict (alone) do nothing
                    """,
                    new { id, Alone, startedBy, now, begun = false, first = days.FirstText, last = days.LastText },
                    cancellationToken);
                return opened == 1 ? id : null;
            },
            cancellationToken);

    /// <returns>False when it was begun before, or is not open any more.</returns>
    public async Task<bool> BeginAsync(string id, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "update reconciliation_runs set begun = @begun, beat_at = @now where id = @id and alone = @Alone and begun <> @begun",
            new { id, Alone, begun = true, now = time.GetUtcNow() },
            cancellationToken) == 1;

    /// <exception cref="OperationCanceledException">Somebody took the run for lost; another may have begun.</exception>
    public async Task ProgressAsync(string id, RunStep step, int done, int total, CancellationToken cancellationToken)
    {
        var alive = await ExecuteAsync(
            "update reconciliation_runs set beat_at = @now, step = @step, done = @done, total = @total where id = @id and alone = @Alone",
            new { id, Alone, now = time.GetUtcNow(), step = step.ToString(), done, total },
            cancellationToken);
        if (alive == 0)
            throw new OperationCanceledException($"The run {id} was taken for lost.");
    }

    public Task CloseAsync(string id, RunStatus status, RunOutcome outcome, string? error, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var closed = await db.ExecuteAsync(
                    """
                    update reconciliation_runs set status = @status, alone = null, step = 'Done', finished_at = @now, settled = @Settled,
                    swept = @Swept, found = @Found, error = @error
                    where id = @id and alone = @Alone
                    """,
                    new { id, Alone, status = status.ToString(), now = time.GetUtcNow(), outcome.Settled, outcome.Swept, outcome.Found,
                        error },
                    cancellationToken);
                if (closed == 0)
                    return;
                foreach (var figure in outcome.Figures)
                {
                    await db.ExecuteAsync(
                        """
                        insert into reconciliation_figures (run_id, kind, gateway_count, gateway_cents, books_count, books_cents)
                        values (@id, @kind, @GatewayCount, @GatewayCents, @BooksCount, @BooksCents)
                        """,
                        new { id, kind = figure.Kind.ToString(), figure.GatewayCount, figure.GatewayCents, figure.BooksCount,
                            figure.BooksCents },
                        cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ReconciliationRun>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return [
            .. (await db.QueryAsync<ReconciliationRun>($"{Select} order by id desc limit @limit", new { limit }, cancellationToken)).Select(
                x => x.At(time.GetUtcNow()))];
    }

    public async Task<IReadOnlyList<RunFigure>> ListFiguresAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<RunFigure>(
            "select kind, gateway_count, gateway_cents, books_count, books_cents from reconciliation_figures where run_id = @id",
            new { id }, cancellationToken);
    }

    /// <summary>Forgets runs that are older than <paramref name="age"/>.</summary>
    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var before = time.GetUtcNow() - age;
                await db.ExecuteAsync(
                    "delete from reconciliation_figures where run_id in (select id from reconciliation_runs where finished_at < @before)",
                    new { before }, cancellationToken);
                await db.ExecuteAsync("delete from reconciliation_runs where finished_at < @before", new { before }, cancellationToken);
            },
            cancellationToken);

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => db.ExecuteAsync(sql, parameters, cancellationToken), cancellationToken);
}

internal sealed record RunOutcome(int Settled, int Swept, int Found, IReadOnlyList<RunFigure> Figures);
