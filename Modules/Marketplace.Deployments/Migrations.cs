using Marketplace.Data;

namespace Marketplace.Deployments;

[StoredName("Marketplace.Deployments.Migrations")]
internal sealed class Migrations : DataMigration
{
    public Migrations()
    {
    }

    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        // Amounts in millionths of a credit; tft_amount in 10^-7 TFT, an asset of its own.
        await db.ExecuteAsync(
            """
            create table deployments (
              id text primary key,
              user_id text not null,
              order_id text not null,
              service_id text not null,
              name text not null,
              kind text not null,
              vcpu integer,
              ram_gb integer,
              ssd_gb integer,
              attributes text not null,
              price bigint not null,
              commission_amount bigint not null,
              grid_payment_amount bigint not null,
              tft_amount bigint,
              grid_deployment_id text,
              status text not null,
              error_message text,
              connection_details text,
              period text not null,
              billing_anchor_at timestamptz,
              next_renewal_at timestamptz,
              created_at timestamptz not null,
              updated_at timestamptz not null,
              check (commission_amount + grid_payment_amount = price));
            create index deployments_user on deployments (user_id, id);
            create index deployments_status on deployments (status, updated_at);
            create index deployments_created on deployments (created_at);

            create table simulated_grid (
              id text primary key,
              name text not null unique,
              kind text not null,
              fails boolean not null,
              ready_at timestamptz not null,
              canceled_at timestamptz);
            """);
        return 1;
    }
}
