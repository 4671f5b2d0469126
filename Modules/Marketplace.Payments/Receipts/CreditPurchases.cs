using Marketplace.Data;

namespace Marketplace.Payments.Receipts;

/// <summary>The SQL of <c>credit_purchases</c>.</summary>
internal static class CreditPurchases
{
    private const string Select =
        """
        select top_up_id, user_id, receipt_year, receipt_number, payment_id, payment_method, package_id, package_name, credits, bonus,
        amount_cents, method_id, method_label, purchased_at
        from credit_purchases
        """;

    /// <summary>
    /// Gives the next number of the year, in one round trip. The counter stays locked until the transaction ends, and every payment waits
    /// for it, so call this last; a rollback leaves no gap.
    /// </summary>
    public static Task InsertAsync(UnitOfWork db, CreditPurchase purchase, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into receipt_counters (year, last) values (@year, 1)
            on conflict (year) do update set last = receipt_counters.last + 1;
            insert into credit_purchases
              (top_up_id, user_id, receipt_year, receipt_number, payment_id, payment_method, package_id, package_name, credits, bonus,
              amount_cents, method_id, purchased_at)
            select @TopUpId, @UserId, year, last, @PaymentId, @PaymentMethod, @PackageId, @PackageName, @Credits, @Bonus, @AmountCents,
              @MethodId, @PurchasedAt
            from receipt_counters where year = @year
            """,
            new
            {
                year = purchase.PurchasedAt.UtcDateTime.Year, purchase.TopUpId, purchase.UserId, purchase.PaymentId, purchase.PaymentMethod,
                purchase.PackageId, purchase.PackageName, purchase.Credits, purchase.Bonus, purchase.AmountCents, purchase.MethodId,
                purchase.PurchasedAt,
            },
            cancellationToken);

    public static Task<CreditPurchase?> FindAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<CreditPurchase>($"{Select} where top_up_id = @topUpId", new { topUpId }, cancellationToken);

    public static Task SetMethodAsync(UnitOfWork db, string topUpId, string label, bool isPayPal, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update credit_purchases set method_label = @label, payment_method = case when @isPayPal then 'paypal' else payment_method "
            + "end where top_up_id = @topUpId",
            new { topUpId, label, isPayPal },
            cancellationToken);
}
