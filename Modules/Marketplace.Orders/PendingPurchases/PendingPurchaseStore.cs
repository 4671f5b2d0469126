using Marketplace.Data;

namespace Marketplace.Orders.PendingPurchases;

internal sealed class PendingPurchaseStore(IDatabase database, IOutbox outbox, TimeProvider time)
{
    private const string Columns =
        "payment_intent_id, user_id, product_id, quantity, unit_price, status, deployment_id as unit_id, reason, waiting_since";

    public async Task<PendingPurchase?> FindAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<PendingPurchase>(
            $"select {Columns} from catalog_pending_purchases where payment_intent_id = @paymentIntentId", new { paymentIntentId },
            cancellationToken);
    }

    public async Task<PendingPurchase?> FindLatestAsync(string userId, string productId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QuerySingleOrDefaultAsync<PendingPurchase>(
            $"""
             select {Columns} from catalog_pending_purchases where user_id = @userId and product_id = @productId
             order by created_at desc, payment_intent_id desc limit 1
             """,
            new { userId, productId },
            cancellationToken);
    }

    public Task InsertAsync(UnitOfWork transaction, PendingPurchase purchase, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            insert into catalog_pending_purchases (payment_intent_id, user_id, product_id, quantity, unit_price, status, created_at,
            updated_at)
            values (@PaymentIntentId, @UserId, @ProductId, @Quantity, @UnitPrice, 'Waiting', @now, @now)
            """,
            new { purchase.PaymentIntentId, purchase.UserId, purchase.ProductId, purchase.Quantity, purchase.UnitPrice,
                now = time.GetUtcNow() },
            cancellationToken);

    /// <summary>It is paid, and nothing delivers it now.</summary>
    /// <returns>Since when that is so.</returns>
    public Task<DateTimeOffset> WaitAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => transaction.QuerySingleAsync<DateTimeOffset>(
                """
                update catalog_pending_purchases set waiting_since = coalesce(waiting_since, @now)
                where payment_intent_id = @paymentIntentId
                returning waiting_since
                """,
                new { paymentIntentId, now = time.GetUtcNow() },
                cancellationToken),
            cancellationToken);

    /// <summary>Ends it, unless it has ended.</summary>
    public Task EndAsync(
        string paymentIntentId, PendingPurchaseStatus status, string? unitId, string? reason, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            transaction => EndAsync(transaction, paymentIntentId, status, unitId, reason, cancellationToken), cancellationToken);

    /// <summary>It was paid and cannot be bought: ends it, unless it has ended, and has it told.</summary>
    /// <param name="reason">For the customer, with what became of the money.</param>
    /// <param name="why">The first part of it, for everybody.</param>
    public Task GiveUpAsync(PendingPurchase purchase, string reason, string why, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async transaction =>
            {
                if (await EndAsync(
                    transaction, purchase.PaymentIntentId, PendingPurchaseStatus.NotBought, unitId: null, reason, cancellationToken))
                    await outbox.WriteAsync(
                        transaction, new PurchaseNotBought(purchase.PaymentIntentId, purchase.UserId, purchase.ProductId, why),
                        cancellationToken);
            },
            cancellationToken);

    private async Task<bool> EndAsync(
        UnitOfWork transaction, string paymentIntentId, PendingPurchaseStatus status, string? unitId, string? reason,
        CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            """
            update catalog_pending_purchases set status = @status, deployment_id = @unitId, reason = @reason, updated_at = @now
            where payment_intent_id = @paymentIntentId and status in ('Waiting', 'PaymentFailed')
            """,
            new { paymentIntentId, status = status.ToString(), unitId, reason, now = time.GetUtcNow() },
            cancellationToken) == 1;
}
