using Marketplace.Data;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Queue;

/// <summary>
/// One attempt at a queued job. Its row goes when it has succeeded, and not before. A failed attempt says when the next one is due, until
/// there have been enough.
/// </summary>
internal sealed class QueuedRun(IDatabase database, IHostServices host, JobRunner runner)
{
    /// <summary>While another process, or this one, is at it.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    /// <param name="backgroundJob">The id in Hangfire.</param>
    /// <exception cref="TryAgainException">It failed, or somebody else runs it.</exception>
    public async Task ExecuteAsync(string name, string? backgroundJob, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<JobStore>();
        var claim = Claim.New(store);
        if (!await database.InTransactionAsync(
            db => QueuedJobRows.TryClaimAsync(db, name, backgroundJob, claim, !store.Location.IsShared, cancellationToken),
            cancellationToken))
        {
            await LookAgainAsync(store, name, cancellationToken);
            return;
        }

        var job = (await FindAsync(name, cancellationToken))!;
        try
        {
            await claim.WhileAsync(
                store,
                now => database.InTransactionAsync(
                    db => QueuedJobRows.TryKeepAsync(db, name, now, CancellationToken.None), CancellationToken.None),
                token => runner.RunJobAsync(job.Type, job.Key, job.Payload, job.Failures + 1, token), cancellationToken);
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
        catch (JobTypeMissingException)
        {
            // Repeating it would not help; the history says why.
            await EndAsync(job with { State = QueuedJobState.Failed }, claim);
            throw;
        }
        catch (Exception e)
        {
            await FailAsync(store, job, claim, e);
            throw;
        }

        await database.InTransactionAsync(
            db => QueuedJobRows.DeleteAsync(db, name, claim.By, CancellationToken.None), CancellationToken.None);
    }

    /// <exception cref="TryAgainException">There are attempts left.</exception>
    private async Task FailAsync(JobStore store, QueuedJob job, Claim claim, Exception cause)
    {
        var failures = job.Failures + 1;
        if (failures > store.Options.Retries)
        {
            await EndAsync(job with { State = QueuedJobState.Failed, Failures = failures }, claim);
            return;
        }

        var due = store.Time.GetUtcNow() + store.Options.PauseAfter(failures);
        await EndAsync(job with { State = QueuedJobState.Waiting, Failures = failures, DueAt = due }, claim);
        throw new TryAgainException(due, $"Attempt {failures} failed: {cause.Message}", cause);
    }

    private Task EndAsync(QueuedJob job, Claim claim) =>
        database.InTransactionAsync(
            db => QueuedJobRows.EndRunAsync(db, job, claim.By, CancellationToken.None), CancellationToken.None);

    private async Task LookAgainAsync(JobStore store, string name, CancellationToken cancellationToken)
    {
        if ((await FindAsync(name, cancellationToken))?.State is QueuedJobState.Running)
            throw new TryAgainException(store.Time.GetUtcNow() + BusyPause, "It runs already.");
    }

    private async Task<QueuedJob?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await QueuedJobRows.FindAsync(db, name, cancellationToken);
    }
}
