using Marketplace.Data;

namespace Marketplace.Payments;

[StoredName("Marketplace.Payments.Migrations")]
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

    /// <summary>Saved methods, charged while their owner is away; and what the ledger is to say of a top-up.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table top_ups add column type text not null default 'TopUp';
            alter table top_ups add column payment_method_id text;
            alter table top_ups add column decline text not null default 'None';
            alter table top_ups add column reference text;
            alter table top_ups add column facts text;
            create table payment_customers (
              user_id text not null,
              gateway text not null,
              customer_id text not null,
              created_at timestamptz not null,
              primary key (user_id, gateway));
            create table payment_methods (
              id text primary key,
              user_id text not null,
              gateway text not null,
              customer_id text not null,
              kind text not null,
              brand text not null,
              last4 text not null,
              exp_month integer,
              exp_year integer,
              fingerprint text,
              email text,
              position integer not null,
              told_of_expiry text,
              created_at timestamptz not null,
              removed_at timestamptz);
            create index payment_methods_user on payment_methods (user_id, position) where removed_at is null;
            create index top_ups_reference on top_ups (reference) where reference is not null;
            """);
        return 3;
    }
}
