using Marketplace.Data;

namespace Marketplace.Catalog;

[StoredName("Marketplace.Catalog.Migrations")]
internal sealed class Migrations : DataMigration
{
    public Migrations()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table catalog_products (
              id text primary key,
              name text not null,
              summary text not null,
              description text not null,
              category text not null,
              price bigint not null check (price > 0),
              period text not null,
              vcpu integer,
              ram_gb integer,
              ssd_gb integer,
              attributes text not null,
              region text,
              certification text,
              icon text not null,
              delivery text not null,
              position integer not null,
              active boolean not null,
              search text not null,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create index catalog_products_shelf on catalog_products (category, position, id);

            create table catalog_orders (
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
            create index catalog_orders_user on catalog_orders (user_id, id);

            create table catalog_order_items (
              deployment_id text primary key,
              order_id text not null references catalog_orders (id),
              hold_id text not null,
              status text not null,
              failure text,
              updated_at timestamptz not null);
            create index catalog_order_items_order on catalog_order_items (order_id);

            create table catalog_pending_purchases (
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
            create index catalog_pending_purchases_user on catalog_pending_purchases (user_id, product_id, created_at);
            """);
        return 1;
    }
}
