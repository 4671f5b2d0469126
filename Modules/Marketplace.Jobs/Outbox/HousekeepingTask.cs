using Marketplace.Data;
using Marketplace.Jobs.History;
using Microsoft.Extensions.Options;

namespace Marketplace.Jobs.Outbox;

/// <summary>Once a day, also for tenants that nobody visits: the last resort for events, and the end of old rows.</summary>
[BackgroundTask(
    Title = "Tidy up", Description = "Delivers forgotten events and deletes old rows of the outbox and of the jobs' history.",
    Schedule = "17 3 * * *")]
[StoredName("Marketplace.Jobs.Outbox.HousekeepingTask")]
internal sealed class HousekeepingTask(OutboxPump pump, OutboxPurge purge, JobRuns runs, IOptions<OutboxOptions> options) : IBackgroundTask
{
    private static readonly TimeSpan KeepEvents = TimeSpan.FromDays(7);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        pump.WakeAll();
        await purge.GiveUpAsync(options.Value.GiveUpAfter, cancellationToken);
        await purge.DeleteAsync(KeepEvents, cancellationToken);
        await runs.PurgeAsync(cancellationToken);
    }
}
