using System.Collections.Concurrent;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Outbox;

/// <summary>
/// One lane of a tenant in this process: as many deliveries at once as it has places, and a few that wait for one. It waits for no other
/// lane and no other lane waits for it.
/// </summary>
/// <param name="inTenant">Runs work with the relay of the tenant's present shell, which stays while the work lasts; false where the tenant
/// does not run.</param>
/// <param name="stopping">Cancelled when the process ends: what runs is given back, and nothing new begins.</param>
/// <param name="settled">Told when something was left for later: a delivery failed, or nothing more can be done now.</param>
internal sealed class LaneWorker(
    Lane lane, int places, Func<Func<OutboxRelay, Task>, Task<bool>> inTenant, Action settled, ILogger logger, CancellationToken stopping)
{
    private readonly ConcurrentQueue<OutboxDelivery> _queue = new();
    private int _running;
    private int _held;
    private int _wakes;

    /// <summary>Whether more may be due than was claimed.</summary>
    private volatile bool _hasMore;

    /// <summary>
    /// How many more deliveries it takes. What is quick may wait for a place here; what may take minutes is left to other processes.
    /// </summary>
    public int Room => Math.Max(0, (OutboxRelay.MayGiveUp(lane) ? places : 2 * places) - Volatile.Read(ref _held));

    /// <summary>Takes claimed deliveries.</summary>
    public void Take(IEnumerable<OutboxDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            Interlocked.Increment(ref _held);
            _queue.Enqueue(delivery);
        }

        Fill();
    }

    /// <summary>Looks for deliveries that are due.</summary>
    public void Wake()
    {
        _hasMore = true;
        Refill();
    }

    private void Fill()
    {
        while (!_queue.IsEmpty)
        {
            if (Interlocked.Increment(ref _running) > places || !_queue.TryDequeue(out var delivery))
            {
                Interlocked.Decrement(ref _running);
                // Somebody may have left, or come, between the two looks.
                if (_queue.IsEmpty || Volatile.Read(ref _running) >= places)
                    return;
                continue;
            }

            Apart(() => RunAsync(delivery));
        }
    }

    private async Task RunAsync(OutboxDelivery delivery)
    {
        var succeeded = false;
        try
        {
            await inTenant(async relay => succeeded = await HandleAsync(relay, delivery));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            logger.LogError(
                e, "How {Handler} ended for event {EventId} could not be written down; it is delivered again when its claim lapses",
                delivery.Handler, delivery.EventId);
        }

        Interlocked.Decrement(ref _running);
        var held = Interlocked.Decrement(ref _held);
        Fill();
        // What came behind it meanwhile could not be claimed, and nobody else looks when it is done.
        if (succeeded && delivery.OrderKey is not null)
            _hasMore = true;
        if (_hasMore)
            Refill();
        if (!succeeded || held == 0)
            settled();
    }

    /// <summary>
    /// When the process stops, what waits behind it is given back at once, for others or the next start: this one may take long to end.
    /// </summary>
    private async Task<bool> HandleAsync(OutboxRelay relay, OutboxDelivery delivery)
    {
        var released = Task.CompletedTask;
        try
        {
            await using (stopping.Register(() => released = Task.Run(() => ReleaseQueuedAsync(relay))))
                return await relay.HandleAsync(delivery, stopping);
        }
        finally
        {
            await released;
            // Some may have come since.
            if (stopping.IsCancellationRequested)
                await ReleaseQueuedAsync(relay);
        }
    }

    private Task ReleaseQueuedAsync(OutboxRelay relay)
    {
        var waiting = new List<OutboxDelivery>();
        while (_queue.TryDequeue(out var delivery))
            waiting.Add(delivery);
        return relay.ReleaseAsync(waiting);
    }

    /// <summary>One claim at a time; what comes meanwhile is looked for again.</summary>
    private void Refill()
    {
        if (Interlocked.Increment(ref _wakes) == 1)
            Apart(RefillAsync);
    }

    private async Task RefillAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            try
            {
                await inTenant(ClaimAsync);
            }
            catch (Exception e)
            {
                logger.LogError(e, "Lane {Lane} could not look for what is due; the recurring task tries again", lane);
            }
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
        if (Volatile.Read(ref _held) == 0)
            settled();
    }

    private async Task ClaimAsync(OutboxRelay relay)
    {
        while (_hasMore && Room is var room and > 0 && !stopping.IsCancellationRequested)
        {
            _hasMore = false;
            var claimed = await relay.ClaimAsync(lane, room, stopping);
            // One that was behind another of its key can be claimed when that one is done.
            if (claimed.Count > 0)
                _hasMore = true;
            Take(claimed);
            if (claimed.Count < room)
                return;
        }
    }

    /// <summary>Not in the context of the request that woke it.</summary>
    private static void Apart(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(work);
    }
}
