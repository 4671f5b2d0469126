using Marketplace.Data;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// Removes a method at once, so that nothing here charges it any more; the gateway lets it go right after, however long it cannot be
/// reached.
/// </summary>
internal sealed class RemoveMethod(IDatabase database, IOutbox outbox, TimeProvider time)
{
    /// <returns>False where this user has no such method.</returns>
    public Task<bool> ExecuteAsync(string userId, string paymentMethodId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var removed = await db.ExecuteAsync(
                    "update payment_methods set removed_at = @now where id = @paymentMethodId and user_id = @userId and removed_at is null",
                    new { userId, paymentMethodId, now = time.GetUtcNow() },
                    cancellationToken);
                if (removed == 0)
                    return false;
                await outbox.WriteAsync(db, new MethodLetGo(paymentMethodId), cancellationToken);
                await outbox.WriteAsync(db, new PaymentMethodsChanged(userId), cancellationToken);
                return true;
            },
            cancellationToken);
}
