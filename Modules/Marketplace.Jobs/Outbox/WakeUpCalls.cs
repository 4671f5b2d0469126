using Hangfire.States;
using Marketplace.Data;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.Outbox;

/// <summary>Stores when the tenant has to be woken for deliveries that are due later, one look at a time.</summary>
internal sealed class WakeUpCalls(
    string tenant, IHostServices host, Func<Func<OutboxRelay, Task>, Task<bool>> inTenant, TimeProvider time, ILogger logger)
{
    /// <summary>The next one, and its id in Hangfire.</summary>
    private (DateTimeOffset At, string Id)? _stored;
    private int _plans;

    public void Plan()
    {
        if (Interlocked.Increment(ref _plans) > 1)
            return;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(PlanAllAsync);
    }

    private async Task PlanAllAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _plans);
            try
            {
                await inTenant(PlanAsync);
            }
            catch (Exception e)
            {
                logger.LogError(e, "No wake-up call could be stored for {Tenant}; the recurring task sees to what is left", tenant);
            }
        }
        while (Interlocked.CompareExchange(ref _plans, 0, seen) != seen);
    }

    private async Task PlanAsync(OutboxRelay relay)
    {
        if (await relay.FindNextDueAsync(CancellationToken.None) is not { } due)
            return;
        var now = time.GetUtcNow();
        // What is due and not done is being done just now, here or elsewhere.
        var at = due > now ? due : now + OutboxRelay.Claim;
        var last = _stored is { } stored && stored.At > now ? stored : default((DateTimeOffset At, string Id)?);
        if (last?.At <= at)
            return;
        var store = host.GetRequiredService<JobStore>();
        var id = await store.AddAsync(
            x => x.WakeOutboxAsync(tenant, CancellationToken.None), store.Time.GetUtcNow() + (at - now), CancellationToken.None);
        _stored = (at, id);
        // Whoever is woken earlier plans anew.
        if (last is { } later)
            await store.RemoveAsync(later.Id, ScheduledState.StateName, CancellationToken.None);
    }
}
