using Marketplace.Credits.Wallet;
using Marketplace.Data;

namespace Marketplace.Credits.LowBalance;

/// <summary>Tells a customer whose credits ran low, unless they have more again by now.</summary>
[StoredName("Marketplace.Credits.TellCreditsRanLow")]
[Delivery(Lane.Work)]
internal sealed class TellCreditsRanLow(IWallet wallet, CreditUnit unit, INotifier notifier, IDatabase database)
    : IEventHandler<CreditsRanLow>
{
    public async Task HandleAsync(CreditsRanLow @event, string eventId, CancellationToken cancellationToken)
    {
        var balance = (await wallet.GetBalanceAsync(@event.UserId, cancellationToken)).Available;
        if (balance >= @event.Threshold)
            return;
        var values = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["balance"] = unit.Format(balance), ["threshold"] = unit.Format(@event.Threshold) };
        await database.InTransactionAsync(
            db => notifier.NotifyAsync(
                db, new Notification(CreditsNotifications.RanLow, @event.UserId, eventId, values, CreditsNotifications.Wallet),
                cancellationToken),
            cancellationToken);
    }
}
