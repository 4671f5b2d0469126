using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Comparison;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Reconciliation.Events;

/// <summary>
/// Looks through what happened at the gateway since the last time, and through what it could not deliver, and applies each object as it is
/// now: events that arrived change nothing again. What cannot be applied now is looked at again by the next sweep.
/// </summary>
internal sealed class SweepEvents(
    IPaymentGateway gateway, SweptEvents swept, AskGateway ask, ITopUps topUps, ApplyTakenMoney taken, TopUpRows rows, ITenant tenant,
    TimeProvider time,
    ILogger<SweepEvents> logger)
{
    /// <summary>A message on its way arrives by itself.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(2);

    /// <summary>Events show up in the list a little after they happened.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly GatewaySubject[] Subjects = [GatewaySubject.PaymentIntent, GatewaySubject.Refund, GatewaySubject.Dispute];

    private static readonly TimeSpan FirstTime = TimeSpan.FromDays(3);
    private static readonly TimeSpan Undelivered = TimeSpan.FromDays(3);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <param name="advance">Told of each object: done, of so many.</param>
    /// <returns>How many objects were applied; null when the gateway could not be asked.</returns>
    public async Task<int?> ExecuteAsync(Func<int, int, Task>? advance, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = await swept.ReadCursorAsync(cancellationToken) ?? now - FirstTime;
        var since = last - Overlap < now - Remembered ? now - Remembered : last - Overlap;
        var recent = await gateway.ListEventsAsync(new GatewayEventQuery(since) { Subjects = Subjects }, cancellationToken);
        var lost = await gateway.ListEventsAsync(
            new GatewayEventQuery(now - Undelivered) { Subjects = Subjects, UndeliveredOnly = true }, cancellationToken);
        if (recent.Value is null || lost.Value is null)
            return null;

        var due = recent.Value.Concat(lost.Value).Where(x => x.CreatedAt <= now - OnItsWay && !IsForeign(x)).ToList();
        var objects = (await swept.ListNewAsync(due, cancellationToken)).GroupBy(x => (x.Subject, x.ObjectId))
            .OrderBy(x => x.Min(e => e.CreatedAt)).ToList();
        var (applied, failed) = (0, false);
        for (var i = 0; i < objects.Count; i++)
        {
            try
            {
                if (await ApplyAsync(objects[i].Key.Subject, objects[i].Key.ObjectId, cancellationToken))
                    applied++;
                await swept.AddAsync(objects[i], cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed = true;
                logger.LogError(
                    e, "What happened to {ObjectId} at the gateway could not be applied; the next sweep tries again",
                    objects[i].Key.ObjectId);
            }

            if (advance is not null)
                await advance(i + 1, objects.Count);
        }

        if (!failed)
            await swept.MoveCursorAsync(now - OnItsWay, cancellationToken);
        await swept.ForgetAsync(now - Remembered - Overlap, cancellationToken);
        return applied;
    }

    /// <summary>Several tenants, or other shops, may share one account: what says so itself need not be asked for.</summary>
    private bool IsForeign(GatewayEvent happened) =>
        happened.Metadata is { } metadata && metadata.GetValueOrDefault("tenant") != tenant.Name;

    private async Task<bool> ApplyAsync(GatewaySubject subject, string? objectId, CancellationToken cancellationToken) =>
        (subject, objectId) switch
        {
            (GatewaySubject.PaymentIntent, { } id) => await ApplyIntentAsync(id, cancellationToken),
            (GatewaySubject.Refund, { } id) =>
                await ask.RefundAsync(id, cancellationToken) is { } refund
                    && Happened(id, await taken.ExecuteAsync(refund, cancellationToken)),
            (GatewaySubject.Dispute, { } id) =>
                await ask.DisputeAsync(id, cancellationToken) is { } dispute
                    && Happened(id, await taken.ExecuteAsync(dispute, cancellationToken)),
            _ => false,
        };

    /// <summary>What is this tenant's and could not be applied is looked at again.</summary>
    private static bool Happened(string id, TakenMoney outcome) => outcome is TakenMoney.NotApplied
        ? throw new InvalidOperationException($"{id} is of a payment of this tenant that no top-up here belongs to.")
        : outcome is TakenMoney.Applied;

    /// <summary>A top-up that has ended needs no question.</summary>
    private async Task<bool> ApplyIntentAsync(string id, CancellationToken cancellationToken)
    {
        if (await rows.FindByIntentAsync(id, cancellationToken) is { Status: TopUpStatus.Succeeded })
            return false;
        return await ask.IntentAsync(id, cancellationToken) is { } intent
            && intent.Metadata.GetValueOrDefault("tenant") == tenant.Name
            && await topUps.ApplyAsync(intent, cancellationToken) is ApplyIntentResult.Credited or ApplyIntentResult.RecordedFailure;
    }
}

[BackgroundTask(
    Title = "Look for missed messages", Description = "Applies what happened at the payment provider although its messages did not arrive.",
    Schedule = "*/10 * * * *", WakesTenant = false)]
[StoredName("Marketplace.Payments.SweepEventsTask")]
internal sealed class SweepEventsTask(SweepEvents sweep) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => sweep.ExecuteAsync(advance: null, cancellationToken);
}
