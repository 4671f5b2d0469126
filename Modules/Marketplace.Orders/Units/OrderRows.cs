using Marketplace.Data;

namespace Marketplace.Orders.Units;

internal static class OrderRows
{
    public static async Task<PlacedOrder?> FindByKeyAsync(DbSession session, string userId, string key, CancellationToken cancellationToken)
    {
        var order = await session.QuerySingleOrDefaultAsync<Order>(
            """
            select id, user_id, product_id, product_name, quantity, unit_price, period, created_at
            from catalog_orders where user_id = @userId and idempotency_key = @key
            """,
            new { userId, key },
            cancellationToken);
        if (order is null)
            return null;
        var units = await session.QueryAsync<string>(
            "select deployment_id from catalog_order_items where order_id = @id order by deployment_id", new { id = order.Id },
            cancellationToken);
        return new PlacedOrder(order, units);
    }

    /// <returns>False when the customer used the key before; waits for a transaction that is using it now.</returns>
    public static async Task<bool> InsertAsync(UnitOfWork transaction, Order order, string key, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            """
            insert into catalog_orders (id, user_id, idempotency_key, product_id, product_name, quantity, unit_price, period, created_at)
            values (@Id, @UserId, @key, @ProductId, @ProductName, @Quantity, @UnitPrice, @period, @CreatedAt)
            on conflict do nothing
            """,
            new { order.Id, order.UserId, key, order.ProductId, order.ProductName, order.Quantity, order.UnitPrice,
                period = order.Period.ToString(), order.CreatedAt },
            cancellationToken) == 1;

    public static Task InsertLineAsync(
        UnitOfWork transaction, string orderId, string unitId, string holdId, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "insert into catalog_order_items (deployment_id, order_id, hold_id, status, updated_at) values (@unitId, @orderId, "
            + "@holdId, 'Placed', @now)",
            new { unitId, orderId, holdId, now },
            cancellationToken);

    /// <summary>Locks the unit until the transaction ends.</summary>
    public static Task<OrderLine?> FindLineAsync(UnitOfWork transaction, string unitId, CancellationToken cancellationToken) =>
        transaction.QuerySingleOrDefaultAsync<OrderLine>(
            $"""
             select i.deployment_id as unit_id, i.order_id, i.hold_id, i.status, o.user_id, o.product_id, o.unit_price
             from catalog_order_items i join catalog_orders o on o.id = i.order_id
             where i.deployment_id = @unitId {transaction.Dialect.ForUpdate}
             """,
            new { unitId },
            cancellationToken);

    public static Task EndLineAsync(
        UnitOfWork transaction, string unitId, OrderLineStatus status, string? failure, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "update catalog_order_items set status = @status, failure = @failure, updated_at = @now where deployment_id = @unitId",
            new { unitId, status = status.ToString(), failure, now },
            cancellationToken);
}
