using Marketplace.Data;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>Changes the order in which methods stand in for one another; the first is the default.</summary>
internal sealed class OrderMethods(IDatabase database, IOutbox outbox)
{
    /// <param name="to">The place it takes, from 0; beyond the last one it becomes the last.</param>
    /// <returns>False where this user has no such method.</returns>
    public Task<bool> MoveAsync(string userId, string paymentMethodId, int to, CancellationToken cancellationToken) =>
        ChangeAsync(userId, ids => ids.Remove(paymentMethodId) && Insert(ids, paymentMethodId, to), cancellationToken);

    /// <param name="by">−1 for one up, 1 for one down.</param>
    /// <returns>False where this user has no such method.</returns>
    public Task<bool> ShiftAsync(string userId, string paymentMethodId, int by, CancellationToken cancellationToken) => ChangeAsync(
        userId,
        ids =>
        {
            var from = ids.IndexOf(paymentMethodId);
            return ids.Remove(paymentMethodId) && Insert(ids, paymentMethodId, from + by);
        },
        cancellationToken);

    /// <param name="order">All of them, each once.</param>
    /// <returns>False where they are not all of this user's methods, as when one was removed meanwhile.</returns>
    public Task<bool> ArrangeAsync(string userId, IReadOnlyList<string> order, CancellationToken cancellationToken) => ChangeAsync(
        userId,
        ids =>
        {
            if (order.Count != ids.Count || order.Except(ids, StringComparer.Ordinal).Any()
                || order.Distinct(StringComparer.Ordinal).Count() != ids.Count)
                return false;
            ids.Clear();
            ids.AddRange(order);
            return true;
        },
        cancellationToken);

    private static bool Insert(List<string> ids, string id, int to)
    {
        ids.Insert(Math.Clamp(to, 0, ids.Count), id);
        return true;
    }

    private Task<bool> ChangeAsync(string userId, Func<List<string>, bool> change, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                await PaymentCustomers.LockAsync(db, userId, cancellationToken);
                var before = (await MethodRow.ListAsync(db, userId, cancellationToken)).Select(x => x.Id).ToList();
                var after = before.ToList();
                if (!change(after))
                    return false;
                if (after.SequenceEqual(before, StringComparer.Ordinal))
                    return true;
                for (var position = 0; position < after.Count; position++)
                    await db.ExecuteAsync(
                        "update payment_methods set position = @position where id = @id", new { id = after[position], position },
                        cancellationToken);
                await outbox.WriteAsync(db, new PaymentMethodsChanged(userId), cancellationToken);
                return true;
            },
            cancellationToken);
}
