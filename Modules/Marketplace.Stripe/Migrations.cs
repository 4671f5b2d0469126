using Marketplace.Data;

namespace Marketplace.Stripe;

internal sealed class Migrations : DataMigration
{
    public Migrations()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table stripe_events (
              event_id text primary key,
              type text not null,
              object_id text,
              payload text not null,
              status text not null,
              result text,
              detail text,
              deliveries integer not null,
              received_at timestamptz not null,
              processed_at timestamptz);
            create index stripe_events_object on stripe_events (object_id);
            create index stripe_events_open on stripe_events (received_at) where processed_at is null;
            """);
        return 1;
    }
}
