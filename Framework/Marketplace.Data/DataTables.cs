using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>The tables of the data floor itself.</summary>
[StoredName("Marketplace.Data.DataTables")]
internal sealed class DataTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table outbox (
              id text primary key,
              event text not null,
              payload text not null,
              created_at timestamptz not null,
              next_attempt_at timestamptz not null,
              claimed_until timestamptz,
              attempts integer not null,
              handled_by text not null,
              error text,
              done_at timestamptz);
            create index outbox_due on outbox (next_attempt_at) where done_at is null;
            create table documents (
              type text not null,
              id text not null,
              json text not null,
              version integer not null,
              updated_at timestamptz not null,
              primary key (type, id));
            """);
        return 1;
    }

    /// <summary>
    /// A delivery for each handler instead of a row for all of them. <c>outbox.done_at</c> is from now on the moment at which an event was
    /// handed out; <c>attempts</c>, <c>handled_by</c> and <c>error</c> are only read for rows of before.
    /// </summary>
    public static async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table outbox_handlers (
              event text not null,
              handler text not null,
              lane text not null,
              order_by text not null,
              latest_only boolean not null,
              features text not null,
              known_since timestamptz not null,
              primary key (event, handler));
            create table outbox_deliveries (
              event_id text not null,
              handler text not null,
              order_key text,
              created_at timestamptz not null,
              next_attempt_at timestamptz not null,
              claimed_until timestamptz,
              attempts integer not null,
              error text,
              given_up_at timestamptz,
              primary key (event_id, handler));
            create index outbox_deliveries_due on outbox_deliveries (handler, next_attempt_at);
            create index outbox_deliveries_order on outbox_deliveries (handler, order_key, event_id) where order_key is not null;
            """);
        return 2;
    }
}
