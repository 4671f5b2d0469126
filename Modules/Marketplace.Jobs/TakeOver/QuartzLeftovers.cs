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
    private volatile bool _isThere;

    /// <summary>Takes over for every tenant that runs, and tries again what failed until nothing has.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; !await TryTakeAllAsync(cancellationToken); failures++)
            await Task.Delay(store.Options.PauseAfter(failures), cancellationToken);
    }

    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> TryTakeAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var place = new OldPlace(store.Location);
            var waiting = await place.ListTenantsAsync(cancellationToken);
            _isThere = waiting is not null;
            if (waiting is null)
                return true;
            var tenants = await directory.ListAsync(cancellationToken);
            var isDone = true;
            foreach (var tenant in tenants.Where(x => x.State == TenantState.Running && waiting.Contains(x.Name)))
                isDone &= await TryTakeAsync(tenant.Name, cancellationToken);
            await EndAsync(place, [.. tenants.Select(x => x.Name)], cancellationToken);
            return isDone;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "The queue of an older version could not be taken over, and is later");
            return false;
        }
    }

    /// <summary>Takes over what waits for a tenant.</summary>
    /// <param name="services">Of its shell.</param>
    /// <returns>False where a job could not be read, and stays.</returns>
    public async Task<bool> TakeAsync(string tenant, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!_isThere)
            return true;
        var database = services.GetRequiredService<IDatabase>();
        var taken = new List<QueuedJob>();
        var isDone = true;
        await using (var place = new OldPlace(store.Location))
        {
            await place.InTurnAsync(
                async turn =>
                {
                    isDone = true;
                    taken.Clear();
                    foreach (var old in await OldPlace.ListAsync(turn, tenant, cancellationToken))
                    {
                        if (TryRead(tenant, old) is not { } job)
                        {
                            isDone = false;
                            continue;
                        }

                        if (await database.InTransactionAsync(
                            db => QueuedJobRows.TryAddAsync(db, job, store.Time.GetUtcNow(), cancellationToken), cancellationToken))
                            taken.Add(job);
                        await OldPlace.ForgetAsync(turn, tenant, old.Name, cancellationToken);
                    }
                },
                cancellationToken);
        }

        // Not before: on SQLite the old tables are in the file that is told.
        foreach (var job in taken)
        {
            logger.LogInformation("Job {Job} of {Tenant} was taken over from the queue of an older version", job.Name, tenant);
            if (job.State is QueuedJobState.Waiting)
                await services.GetRequiredService<JobQueue>().TryTellAsync(store, job);
        }

        return isDone;
    }

    private async Task<bool> TryTakeAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            var isDone = false;
            return await directory.RunInTenantAsync(
                tenant, activate: true, async (services, token) => isDone = await TakeAsync(tenant, services, token), cancellationToken)
                && isDone;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "The queue that {Tenant} has from an older version could not be taken over, and is later", tenant);
            return false;
        }
    }

    private async Task EndAsync(OldPlace place, HashSet<string> tenants, CancellationToken cancellationToken) =>
        _isThere = await place.InTurnAsync(
            async turn =>
            {
                // Those of a tenant that is switched off wait for it; a tenant that is gone waits for nothing.
                if (!(await OldPlace.ListTenantsAsync(turn, cancellationToken)).Any(tenants.Contains))
                    await OldPlace.DropAsync(turn, cancellationToken);
            },
            cancellationToken);

    private QueuedJob? TryRead(string tenant, OldJob old)
    {
        try
        {
            var data = JsonSerializer.Deserialize<Dictionary<string, string>>(old.Data)!;
            return new QueuedJob
            {
                Name = old.Name, Type = data["type"], Key = data["key"], Payload = data["payload"],
                State = old.IsOver ? QueuedJobState.Failed : QueuedJobState.Waiting,
                DueAt = old.NextFireTime is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : store.Time.GetUtcNow(), Failures = 0,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or NullReferenceException)
        {
            logger.LogError(e, "Job {Job} of {Tenant}, of an older version, cannot be read and stays in its table", old.Name, tenant);
            return null;
        }
    }
}
