using Marketplace.Data;

namespace Marketplace.Orders;

/// <summary>Databases of builds in which the catalogue held orders have these tables already, and they keep their names.</summary>
[StoredName("Marketplace.Orders.OrderTables")]
internal sealed class OrderTables : DataMigration
{
    public OrderTables()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table if not exists catalog_orders (
              id text primary key,
              user_id text not null,
              idempotency_key text not null,
              product_id text not null,
              product_name text not null,
              quantity integer not null check (quantity > 0),
              unit_price bigint not null check (unit_price > 0),
              period text not null,
              created_at timestamptz not null,
              unique (user_id, idempotency_key));
            create index if not exists catalog_orders_user on catalog_orders (user_id, id);

            create table if not exists catalog_order_items (
              deployment_id text primary key,
              order_id text not null references catalog_orders (id),
              hold_id text not null,
              status text not null,
              failure text,
              updated_at timestamptz not null);
            create index if not exists catalog_order_items_order on catalog_order_items (order_id);

            create table if not exists catalog_pending_purchases (
              payment_intent_id text primary key,
              user_id text not null,
              product_id text not null,
              quantity integer not null check (quantity > 0),
              unit_price bigint not null check (unit_price > 0),
              status text not null,
              deployment_id text,
              reason text,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create index if not exists catalog_pending_purchases_user on catalog_pending_purchases (user_id, product_id, created_at);
            """);
        return 1;
    }

    /// <summary>Since when a paid purchase waits for a feature that delivers it.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table catalog_pending_purchases add column waiting_since timestamptz");
        return 2;
    }
}
