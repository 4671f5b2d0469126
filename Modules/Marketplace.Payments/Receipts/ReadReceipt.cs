using Marketplace.Data;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Receipts;

/// <summary>Puts a receipt together from what is stored now, so that it always names the refunds made so far.</summary>
internal sealed class ReadReceipt(IDatabase database, ITenant tenant, IUserDirectory? users = null)
{
    /// <returns>Null where nothing was paid.</returns>
    public async Task<Receipt?> ExecuteAsync(string topUpId, CancellationToken cancellationToken)
    {
        CreditPurchase? purchase;
        IReadOnlyList<RefundRow> refunds;
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            purchase = await CreditPurchases.FindAsync(db, topUpId, cancellationToken);
            if (purchase is null)
                return null;
            refunds = await RefundRows.ListAsync(db, topUpId, cancellationToken);
        }

        var customer = users is null ? null : await users.FindAsync(purchase.UserId, cancellationToken);
        return new Receipt(
            Seller(),
            purchase,
            customer?.Name ?? purchase.UserId,
            customer?.Email,
            [.. refunds.Where(x => x.Status.MoneyIsGone).Select(x => new ReceiptRefund(x.CreatedAt, x.AmountCents))]);
    }

    public ReceiptSettings Seller()
    {
        var settings = tenant.Settings.Get<ReceiptSettings>(ReceiptSettings.Section);
        return settings.SellerName.Length > 0 ? settings : settings with { SellerName = tenant.DisplayName };
    }
}
