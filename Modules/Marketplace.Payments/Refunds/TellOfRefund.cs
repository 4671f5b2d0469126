using Marketplace.Data;
using Marketplace.Payments.MoneyBack;
using Marketplace.Payments.Clawback;

namespace Marketplace.Payments.Refunds;

/// <summary>Tells the customer, in the transaction that moves their credits, or the operator where nothing moves.</summary>
internal sealed class TellOfRefund(INotifier notifier, TakenWords words)
{
    public Task MadeAsync(UnitOfWork db, ClaimedTopUp topUp, RefundRow row, TakenBack taken, CancellationToken cancellationToken) =>
        TellAsync(db, RefundNotifications.Made, $"{row.Id}:made", topUp, row, () => words.Left(taken), cancellationToken);

    public Task FailedAsync(UnitOfWork db, ClaimedTopUp topUp, RefundRow row, TakenBack taken, CancellationToken cancellationToken) =>
        TellAsync(db, RefundNotifications.Failed, $"{row.Id}:failed", topUp, row, () => words.CameBack(taken), cancellationToken);

    /// <summary>To who asked for it, and is not looking at the answer any more.</summary>
    public Task RefusedAsync(UnitOfWork db, ClaimedTopUp topUp, RefundRow row, CancellationToken cancellationToken)
    {
        if (row.RequestedBy is not { } operatorId)
            return Task.CompletedTask;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["amount"] = new Usd(row.AmountCents).Format(), ["payment"] = topUp.PaymentIntentId ?? topUp.Id,
        };
        return notifier.NotifyAsync(
            db,
            new Notification(RefundNotifications.Refused, operatorId, $"{row.Id}:refused", values, "~/admin/payments/" + topUp.Id),
            cancellationToken);
    }

    private Task TellAsync(
        UnitOfWork db, string kind, string eventId, ClaimedTopUp topUp, RefundRow row, Func<string> credits,
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
