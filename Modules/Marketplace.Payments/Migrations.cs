using Marketplace.Data;

namespace Marketplace.Payments;

internal sealed class Migrations : DataMigration
{
    public Migrations()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table top_ups (
              id text primary key,
              user_id text not null,
              amount bigint not null,
              amount_cents bigint not null,
              purpose text not null,
              return_url text not null,
              idempotency_key text not null,
              request_hash text not null,
              gateway text not null,
              status text not null,
              payment_intent_id text unique,
              client_secret text,
              failure_message text,
              asked_at timestamptz,
              created_at timestamptz not null,
              updated_at timestamptz not null,
              unique (user_id, idempotency_key));
            create index top_ups_open on top_ups (created_at) where status in ('Created', 'Pending');
            create index top_ups_user on top_ups (user_id, id);
            """);
        return 1;
    }

    /// <summary>Packages: what was bought in one, and what it gave besides.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table top_ups add column package_id text;
            alter table top_ups add column bonus bigint not null default 0;
            """);
        return 2;
    }
}
