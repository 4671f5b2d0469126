using Marketplace.Data;
using Marketplace.Jobs.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Marketplace.Jobs.Outbox;

/// <summary>
/// Drains the tenant's outbox as soon as something was committed, one drain at a time. What is left, because a handler failed, gets a stored
/// wake-up call, so that neither an idle tenant nor a process that dies leaves an event behind.
/// </summary>
internal sealed class OutboxPump(ITenant tenant, ITenantDirectory directory, IHostServices host, OutboxSignal signal, TimeProvider time, ILogger<OutboxPump> logger) : ITenantEvents
{
    /// <summary>Rows that another process has claimed lapse after two minutes.</summary>
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(2);

    private int _wakes;

    public Task ActivatedAsync(CancellationToken cancellationToken)
    {
        signal.Raised += Wake;
        Wake();
        return Task.CompletedTask;
    }

    public Task TerminatingAsync()
    {
        signal.Raised -= Wake;
        return Task.CompletedTask;
    }

    /// <summary>Drains now, in the caller's scope of the tenant, and sees to what is left.</summary>
    public async Task DrainAsync(OutboxRelay relay, CancellationToken cancellationToken)
    {
        await relay.DrainAsync(cancellationToken);
        if (await relay.FindNextDueAsync(cancellationToken) is { } due)
            await StoreWakeUpAsync(due - time.GetUtcNow(), cancellationToken);
    }

    private void Wake()
    {
        if (Interlocked.Increment(ref _wakes) > 1)
            return;
        // The drain must not go on in the context of the request that woke it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(DrainAllAsync);
    }

    private async Task DrainAllAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wakes);
            try
            {
                await directory.RunInTenantAsync(
                    tenant.Name,
                    activate: true,
                    (services, token) => services.GetRequiredService<OutboxPump>().DrainAsync(services.GetRequiredService<OutboxRelay>(), token),
                    CancellationToken.None);
            }
            catch (Exception e)
            {
                logger.LogError(e, "The outbox of {Tenant} could not be drained; the recurring task tries again", tenant.Name);
            }
        }
        while (Interlocked.CompareExchange(ref _wakes, 0, seen) != seen);
    }

    private async Task StoreWakeUpAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var scheduler = await host.GetRequiredService<JobScheduler>().GetAsync(cancellationToken);
        var job = StoredJobTypes.JobOf<OutboxWakeUp>().WithIdentity(JobNames.OutboxWakeUp, tenant.Name).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity(JobNames.OutboxWakeUp, tenant.Name)
            .ForJob(job)
            .StartAt(scheduler.TimeProvider.GetUtcNow() + (wait > TimeSpan.Zero ? wait : ClaimTime))
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }
}
