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

    /// <summary>Keeps a claim by <paramref name="keep"/> while the work goes on.</summary>
    public async Task WhileAsync(JobStore store, Func<Claim, Task> keep, Func<Task> work)
    {
        using var ended = new CancellationTokenSource();
        var keeping = KeepAsync(store, keep, ended.Token);
        try
        {
            await work();
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepAsync(JobStore store, Func<Claim, Task> keep, CancellationToken ended)
    {
        // The machine's clock: what is kept is that this process lives.
        using var timer = new PeriodicTimer(store.Options.ClaimTime / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
                await keep(Renewed(store));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work is done.
        }
    }
}
