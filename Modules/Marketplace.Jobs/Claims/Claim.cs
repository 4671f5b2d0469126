using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Claims;

/// <summary>
/// A run's claim on its row, which keeps other processes away. On PostgreSQL it lapses unless it is kept, by the database's clock, the one
/// that all processes share. A SQLite file has one process, which remembers what it runs: there a claim that it does not remember is one of
/// a dead process.
/// </summary>
/// <param name="By">Tells this run from every other.</param>
/// <param name="Seconds">After which it lapses.</param>
internal sealed record Claim(string By, double Seconds)
{
    public static Claim New(JobStore store) =>
        new($"{store.Process}/{Guid.NewGuid():N}", store.Options.ClaimTime.TotalSeconds);

    /// <summary>SQL for when a claim that is taken now lapses; takes <c>@Seconds</c>.</summary>
    public static string Until(Dialect dialect) =>
        CanLapse(dialect) ? "clock_timestamp() + make_interval(secs => @Seconds)" : "null";

    /// <summary>SQL for whether somebody else's claim is over.</summary>
    public static string HasLapsed(Dialect dialect, string until) => CanLapse(dialect) ? $"{until} <= clock_timestamp()" : "1 = 1";

    /// <summary>Whether there may be other processes.</summary>
    public static bool CanLapse(Dialect dialect) => dialect == Dialect.Postgres;

    /// <summary>
    /// Keeps the claim while the work goes on. Work is asked to stop before its claim lapses, and when it is somebody else's.
    /// </summary>
    /// <param name="keep">False where it is somebody else's now.</param>
    /// <param name="work">Its token is cancelled with <paramref name="cancellationToken"/>, and when the claim is lost.</param>
    /// <exception cref="TryAgainException">It stopped because its claim was lost.</exception>
    public async Task WhileAsync(
        JobStore store, Func<CancellationToken, Task<bool>> keep, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ended = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Safe);
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

    /// <summary>How long after it asked for its claim a run may be sure of it.</summary>
    private TimeSpan Safe => TimeSpan.FromSeconds(Seconds) * 5 / 6;

    private async Task KeepAsync(
        JobStore store, Func<CancellationToken, Task<bool>> keep, CancellationTokenSource stop, CancellationToken ended)
    {
        // The machine's clock: what is kept is that this process lives.
        using var timer = new PeriodicTimer(store.Options.ClaimTime / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                var asked = Stopwatch.GetTimestamp();
                switch (await TryKeepAsync(store, keep, ended))
                {
                    case true:
                        stop.CancelAfter(Max(TimeSpan.Zero, Safe - Stopwatch.GetElapsedTime(asked)));
                        break;
                    case false:
                        await stop.CancelAsync();
                        return;
                    default:
                        // Nobody knows: the work is stopped in time unless a later attempt succeeds.
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    private async Task<bool?> TryKeepAsync(JobStore store, Func<CancellationToken, Task<bool>> keep, CancellationToken ended)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ended);
        patience.CancelAfter(store.Options.ClaimTime / 3);
        try
        {
            return await keep(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception e)
        {
            if (!ended.IsCancellationRequested)
                store.Log.LogWarning(e, "The claim {Claim} of something that runs could not be renewed", By);
            return null;
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
