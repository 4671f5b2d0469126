using System.Globalization;

namespace Marketplace.Content.Publishing;

/// <param name="At">When something is due, UTC.</param>
internal sealed record ScheduleDue(DateTimeOffset At);

/// <summary>
/// Waits for the time that an editor chose, so that a site that nobody visits is woken then and not each minute. Come for nothing, where
/// the time was changed meanwhile, it finds nothing due.
/// </summary>
[StoredName("Marketplace.Content.CarryOutScheduleJob")]
internal sealed class CarryOutScheduleJob(CarryOutSchedule schedule) : IJob<ScheduleDue>
{
    public Task ExecuteAsync(ScheduleDue payload, CancellationToken cancellationToken) => schedule.RunAsync(cancellationToken);

    public static Task EnqueueAsync(IJobQueue jobs, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken) =>
        jobs.EnqueueAsync<CarryOutScheduleJob, ScheduleDue>(
            new ScheduleDue(at), at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            at > now ? at - now : TimeSpan.Zero, cancellationToken);
}
