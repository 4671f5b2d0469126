using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Storage;

/// <summary>A process runs something until then, unless it says so again.</summary>
/// <param name="By">Tells this run from every other; begins with <paramref name="Process"/>.</param>
internal sealed record Claim(string Process, string By, DateTimeOffset Now, DateTimeOffset Until)
{
    public static Claim New(JobStore store) =>
        new Claim(store.Process, store.Process + "/" + Guid.NewGuid().ToString("N"), default, default).Renewed(store);

    public Claim Renewed(JobStore store)
    {
        var now = store.Time.GetUtcNow();
        return this with { Now = now, Until = now + store.Options.ClaimTime };
    }

    /// <summary>Keeps a claim while the work goes on. Work whose claim is lost is asked to stop: somebody else may be at it.</summary>
    /// <param name="keep">False where it is somebody else's now.</param>
    /// <param name="work">Its token is cancelled with <paramref name="cancellationToken"/>, and when the claim is lost.</param>
    /// <exception cref="TryAgainException">It stopped because its claim was lost.</exception>
    public async Task WhileAsync(
        JobStore store, Func<Claim, Task<bool>> keep, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(store, keep, stop, ended.Token);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException e) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TryAgainException(store.Time.GetUtcNow() + store.Options.ClaimTime, "Its claim was lost while it ran.", e);
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepAsync(
        JobStore store, Func<Claim, Task<bool>> keep, CancellationTokenSource stop, CancellationToken ended)
    {
        // The machine's clock: what is kept is that this process lives.
        using var timer = new PeriodicTimer(store.Options.ClaimTime / 3);
        var failures = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (await TryKeepAsync(store, keep))
                    failures = 0;
                // Renewed in two of three thirds of its time, or not at all.
                else if (++failures == 2)
                    await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    private async Task<bool> TryKeepAsync(JobStore store, Func<Claim, Task<bool>> keep)
    {
        try
        {
            return await keep(Renewed(store));
        }
        catch (Exception e)
        {
            store.Log.LogWarning(e, "The claim {Claim} of something that runs could not be renewed", By);
            return false;
        }
    }
}
