using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Verification.Runs;

/// <summary>Shows that a run is alive, whatever long statement it waits for, and stops it when somebody took it for lost.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenSource _lost;
    private readonly Task _beating;

    public Heartbeat(LedgerCheckRows rows, string id, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        _end = new CancellationTokenSource();
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beating = BeatAsync(rows, id, time, logger);
    }

    /// <summary>Cancelled with the caller's, and when the run is not its own any more.</summary>
    public CancellationToken Token => _lost.Token;

    private async Task BeatAsync(LedgerCheckRows rows, string id, TimeProvider time, ILogger logger)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await rows.BeatAsync(id, _end.Token))
                    continue;
                logger.LogError("The verification {Check} was taken for lost and ends; another may have begun", id);
                await _lost.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            logger.LogDebug("The verification {Check} has ended", id);
        }
        catch (Exception e)
        {
            logger.LogError(e, "The verification {Check} cannot show that it is alive and ends", id);
            await _lost.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
        _lost.Dispose();
    }
}
