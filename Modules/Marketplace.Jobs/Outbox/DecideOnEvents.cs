using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Jobs.Outbox;

/// <summary>An administrator's word on the events that wait for one handler, written down with it.</summary>
internal sealed class DecideOnEvents(IDatabase database, WaitingDeliveries deliveries, WaitingRows rows, IAudit audit)
{
    /// <returns>Whether there was anything to deliver.</returns>
    public Task<bool> DeliverAsync(string handler, CancellationToken cancellationToken) =>
        DecideAsync(JobActs.EventsDelivered, handler, db => deliveries.RetryAsync(db, handler, cancellationToken), cancellationToken);

    /// <returns>Whether anything was given up.</returns>
    public Task<bool> DiscardAsync(string handler, CancellationToken cancellationToken) =>
        DecideAsync(
            JobActs.EventsDiscarded, handler, db => WaitingDeliveries.DiscardGivenUpAsync(db, handler, cancellationToken),
            cancellationToken);

    /// <summary>Only where nothing that is installed acts on them: a feature that is off may come back.</summary>
    /// <returns>False where something does, or may soon.</returns>
    public async Task<bool> ForgetAsync(string handler, CancellationToken cancellationToken) =>
        (await rows.ListAsync(cancellationToken)).Any(x => x.What.Handler == handler && x.CanForget)
            && await DecideAsync(
                JobActs.EventsForgotten, handler, db => KnownHandlers.ForgetAsync(db, handler, cancellationToken), cancellationToken);

    private Task<bool> DecideAsync(string act, string handler, Func<UnitOfWork, Task<int>> decide, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var count = await decide(db);
                if (count > 0)
                    await audit.WriteAsync(
                        db, JobActs.Of(act, handler, string.Create(CultureInfo.InvariantCulture, $"Events: {count}")), cancellationToken);
                return count > 0;
            },
            cancellationToken);
}
