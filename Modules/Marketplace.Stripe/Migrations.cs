using Marketplace.Data;

namespace Marketplace.Stripe;

[StoredName("Marketplace.Stripe.Migrations")]
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

    /// <summary>Which payment an event is about, what it tells, and how each try to apply it went.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table stripe_events add column payment_intent_id text;
            alter table stripe_events add column fingerprint text;
            update stripe_events set payment_intent_id = object_id where type like 'payment_intent.%';
            create index stripe_events_payment on stripe_events (payment_intent_id) where payment_intent_id is not null;
            create index stripe_events_fingerprint on stripe_events (fingerprint) where fingerprint is not null;
            create index stripe_events_received on stripe_events (received_at, event_id);
            create table stripe_event_runs (
              id text primary key,
              event_id text not null,
              user_id text,
              status text not null,
              detail text,
              at timestamptz not null,
              milliseconds bigint not null);
            create index stripe_event_runs_event on stripe_event_runs (event_id, id);
            """);
        return 2;
    }
}
