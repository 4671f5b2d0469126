using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Clawback;

namespace Marketplace.Payments.Disputes;

/// <summary>Tells the customer, in the transaction that moves their credits; and those who run the site, by an event.</summary>
internal sealed class TellOfDispute(INotifier notifier, IOutbox outbox, TakenWords words)
{
    public async Task OpenedAsync(UnitOfWork db, ClaimedTopUp topUp, DisputeRow row, TakenBack taken, CancellationToken cancellationToken)
    {
        await TellAsync(db, DisputeNotifications.Opened, $"{row.Id}:opened", topUp, row, () => words.Left(taken), cancellationToken);
        await outbox.WriteAsync(db, new DisputeOpened(row.Id, topUp.Id, topUp.UserId), cancellationToken);
    }

    public Task WonAsync(UnitOfWork db, ClaimedTopUp topUp, DisputeRow row, TakenBack taken, CancellationToken cancellationToken) =>
        TellAsync(db, DisputeNotifications.Won, $"{row.Id}:won", topUp, row, () => words.CameBack(taken), cancellationToken);

    private Task TellAsync(
        UnitOfWork db, string kind, string eventId, ClaimedTopUp topUp, DisputeRow row, Func<string> credits,
        CancellationToken cancellationToken)
    {
        Dictionary<string, string> Values() => new(StringComparer.Ordinal)
        {
            ["amount"] = new Usd(row.AmountCents).Format(), ["credits"] = credits(), ["payment"] = topUp.PaymentIntentId ?? topUp.Id,
        };
        return notifier.NotifyAsync(
            db, new Notification(kind, topUp.UserId, eventId, Values, RefundNotifications.Wallet), cancellationToken);
    }
}

/// <summary>A bank took a payment back because its customer contests it.</summary>
[Event("payments.dispute-opened")]
internal sealed record DisputeOpened(string DisputeId, string TopUpId, string UserId);
