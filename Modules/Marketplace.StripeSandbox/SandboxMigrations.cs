using Marketplace.Data;

namespace Marketplace.StripeSandbox;

[StoredName("Marketplace.Stripe.Sandbox.SandboxMigrations")]
internal sealed class SandboxMigrations : DataMigration
{
    public SandboxMigrations()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table stripe_sandbox_keys (
              id integer primary key,
              secret_key text not null,
              publishable_key text not null,
              webhook_secret text not null);
            create table stripe_sandbox_objects (
              id text primary key,
              type text not null,
              position text not null,
              json text not null);
            create index stripe_sandbox_objects_type on stripe_sandbox_objects (type, position);
            create table stripe_sandbox_requests (
              idempotency_key text primary key,
              endpoint text not null,
              fingerprint text not null,
              status integer,
              body text,
              request_id text not null,
              started_at timestamptz not null);
            create index stripe_sandbox_requests_started on stripe_sandbox_requests (started_at);
            """);
        return 1;
    }

    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table stripe_sandbox_objects add column owner text;
            create index stripe_sandbox_objects_owner on stripe_sandbox_objects (owner, type) where owner is not null;
            """);
        return 2;
    }

    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync("create table stripe_sandbox_weather (id integer primary key, json text not null);");
        return 3;
    }
}
