using System.Text.Json;
using Marketplace.Data;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs.TakeOver;

/// <summary>
/// Versions before this one kept their queue with Quartz, in the same file or in PostgreSQL's schema <c>host</c>. What still waits there is
/// moved to the tenant's own queue, which refuses what it has already; when nothing waits any more, the tables go.
/// </summary>
internal sealed class QuartzLeftovers(JobStore store, ITenantDirectory directory, ILogger<QuartzLeftovers> logger)
{
    /// <summary>Whoever refers to another comes first.</summary>
    private static readonly string[] Tables =
    [
        "qrtz_simple_triggers", "qrtz_cron_triggers", "qrtz_simprop_triggers", "qrtz_blob_triggers", "qrtz_triggers", "qrtz_job_details",
        "qrtz_calendars", "qrtz_paused_trigger_grps", "qrtz_paused_job_grps", "qrtz_fired_triggers", "qrtz_scheduler_state", "qrtz_locks",
        "qrtz_execution_history", "qrtz_misfire_history", "qrtz_job_status",
    ];

    private volatile bool _isThere;

    /// <summary>
    /// Takes over for every tenant that runs. Each is woken for it once, because what was to wake it lay there too: its recurring tasks and
    /// the events that are due later.
    /// </summary>
    public async Task TakeAllAsync(CancellationToken cancellationToken)
    {
        await using var place = new OldPlace(store.Location);
        _isThere = await place.IsThereAsync(cancellationToken);
        if (!_isThere)
            return;
        var tenants = await directory.ListAsync(cancellationToken);
        foreach (var tenant in tenants)
        {
            await directory.RunInTenantAsync(
                tenant.Name, activate: true, (services, token) => TakeAsync(tenant.Name, services, token), cancellationToken);
        }

        await EndAsync(place, [.. tenants.Select(x => x.Name)], cancellationToken);
    }

    /// <summary>Takes over what waits for a tenant.</summary>
    /// <param name="services">Of its shell.</param>
    public async Task TakeAsync(string tenant, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!_isThere)
            return;
        await using var place = new OldPlace(store.Location);
        var (database, queue) = (services.GetRequiredService<IDatabase>(), services.GetRequiredService<JobQueue>());
        foreach (var old in await place.ListAsync(tenant, cancellationToken))
        {
            var job = JobOf(old);
            if (await database.InTransactionAsync(
                    db => QueuedJobRows.TryAddAsync(db, job, store.Time.GetUtcNow(), cancellationToken), cancellationToken)
                && job.State is QueuedJobState.Waiting)
                await queue.TellAsync(store, job, cancellationToken);
            await place.ForgetAsync(tenant, old.Name, cancellationToken);
            logger.LogInformation("Job {Job} of {Tenant} was taken over from the queue of an older version", job.Name, tenant);
        }
    }

    private async Task EndAsync(OldPlace place, HashSet<string> tenants, CancellationToken cancellationToken)
    {
        var left = await place.ListTenantsAsync(cancellationToken);
        // Those of a tenant that is switched off wait for it; a tenant that is gone waits for nothing.
        if (left.Any(tenants.Contains))
            return;
        await place.DropAsync(Tables, cancellationToken);
        _isThere = false;
    }

    private QueuedJob JobOf(OldJob old)
    {
        var data = JsonSerializer.Deserialize<Dictionary<string, string>>(old.Data)!;
        return new QueuedJob
        {
            Name = old.Name, Type = data["type"], Key = data["key"], Payload = data["payload"],
            State = old.IsOver ? QueuedJobState.Failed : QueuedJobState.Waiting,
            DueAt = old.NextFireTime is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : store.Time.GetUtcNow(), Failures = 0,
        };
    }
}
