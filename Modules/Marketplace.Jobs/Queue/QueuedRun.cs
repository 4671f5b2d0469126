using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Queue;

/// <summary>
/// One attempt at a queued job. Its row goes when it has succeeded, and not before. A failed attempt says when the next one is due, until
/// there have been enough.
/// </summary>
internal sealed class QueuedRun(ITenant tenant, IDatabase database, IHostServices host, JobRunner runner)
{
    /// <summary>While another process, or this one, is at it.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    /// <summary>Hangfire plans by whole seconds, and clocks of processes differ: a job that is due within a moment is due.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <exception cref="TryAgainException">It failed, is not due, or somebody else runs it.</exception>
    /// <exception cref="FailedForGoodException">It failed often enough.</exception>
    public async Task ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        var running = host.GetRequiredService<RunningHere>();
        if (!running.TryAdd(tenant.Name, name))
            throw Busy(store);
        try
        {
            await ClaimAndRunAsync(store, name, cancellationToken);
        }
        finally
        {
            running.Remove(tenant.Name, name);
        }
    }

    private async Task ClaimAndRunAsync(JobStore store, string name, CancellationToken cancellationToken)
    {
        var claim = Claim.New(store);
        var dueBy = store.Time.GetUtcNow() + Moment;
        if (await database.InTransactionAsync(
            db => QueuedJobRows.TryClaimAsync(db, name, claim, dueBy, cancellationToken), cancellationToken))
            await RunAsync(store, (await FindAsync(name, cancellationToken))!, claim, cancellationToken);
        else if (await FindAsync(name, cancellationToken) is { State: not QueuedJobState.Failed } job)
            throw job.State is QueuedJobState.Running ? Busy(store) : new TryAgainException(job.DueAt, "It is not due yet.");
    }

    private async Task RunAsync(JobStore store, QueuedJob job, Claim claim, CancellationToken cancellationToken)
    {
        try
        {
            await KeepingAsync(
                store, job, claim, token => runner.RunJobAsync(job.Type, job.Key, job.Payload, job.Failures + 1, token), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends: the next one goes on at once.
            await EndAsync(job with { State = QueuedJobState.Waiting }, claim);
            throw;
        }
        catch (TryAgainException)
        {
            // Whoever has its claim now says how it went.
            throw;
        }
        catch (JobTypeMissingException e)
        {
            // Repeating it would not help; the history says why.
            await EndAsync(job with { State = QueuedJobState.Failed }, claim);
            throw new FailedForGoodException(e);
        }
        catch (Exception e)
        {
            throw await FailAsync(store, job, claim, e);
        }

        await database.InTransactionAsync(
            db => QueuedJobRows.DeleteAsync(db, job.Name, claim.By, CancellationToken.None), CancellationToken.None);
    }

    private Task KeepingAsync(
        JobStore store, QueuedJob job, Claim claim, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Claim.CanLapse(database.Dialect)
            ? claim.WhileAsync(
                store,
                token => database.InTransactionAsync(db => QueuedJobRows.TryKeepAsync(db, job.Name, claim, token), token),
                work, cancellationToken)
            : work(cancellationToken);

    private async Task<Exception> FailAsync(JobStore store, QueuedJob job, Claim claim, Exception cause)
    {
        var failures = job.Failures + 1;
        if (failures > store.Options.Retries)
        {
            await EndAsync(job with { State = QueuedJobState.Failed, Failures = failures }, claim);
            return new FailedForGoodException(cause);
        }

        var due = store.Time.GetUtcNow() + store.Options.PauseAfter(failures);
        await EndAsync(job with { State = QueuedJobState.Waiting, Failures = failures, DueAt = due }, claim);
        return new TryAgainException(due, $"Attempt {failures} failed: {cause.Message}", cause);
    }

    private Task EndAsync(QueuedJob job, Claim claim) =>
        database.InTransactionAsync(
            db => QueuedJobRows.EndRunAsync(db, job, claim.By, CancellationToken.None), CancellationToken.None);

    private static TryAgainException Busy(JobStore store) => new(store.Time.GetUtcNow() + BusyPause, "It runs already.");

    private async Task<QueuedJob?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await QueuedJobRows.FindAsync(db, name, cancellationToken);
    }
}
