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
            """);
        return 1;
    }
}
