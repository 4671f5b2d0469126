using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Receipts;

[StoredName("Marketplace.Payments.SendReceipt")]
[Delivery(Lane.Work)]
internal sealed class SendReceipt(
    IDatabase database, TopUpRows rows, INotifier notifier, ReceiptTexts words, CreditUnit unit, ITenant tenant)
        : IEventHandler<TopUpSucceeded>
{
    public async Task HandleAsync(TopUpSucceeded @event, string eventId, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(@event.TopUpId, cancellationToken) is not { } row || row.Type is TransactionType.AutoTopUp)
            return;
        await database.InTransactionAsync(
            async db =>
            {
                // Events of payments from before there were receipts may still be on their way.
                if (await CreditPurchases.FindAsync(db, row.Id, cancellationToken) is { } purchase)
                    await notifier.NotifyAsync(db, Tell(purchase), cancellationToken);
            },
            cancellationToken);
    }

    private Notification Tell(CreditPurchase purchase) => new(
        ReceiptNotifications.Receipt,
        purchase.UserId,
        $"{purchase.TopUpId}:receipt",
        () => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = purchase.Number,
            ["price"] = new Usd(purchase.AmountCents).Format(),
            ["credits"] = unit.Format(purchase.Credits + purchase.Bonus),
            ["date"] = words.Moment(purchase.PurchasedAt),
            ["payment"] = purchase.PaymentId,
        },
        $"~/dashboard/wallet/payments/{purchase.TopUpId}")
    {
        Attachment = tenant.Settings.Get<ReceiptSettings>(ReceiptSettings.Section).AttachPdf
            ? new NotificationAttachment(ReceiptAttachment.Maker, purchase.TopUpId)
            : null,
    };
}
