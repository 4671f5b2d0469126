using Marketplace.Credits;
using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

internal sealed class AdjustmentMigrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table adjustments (
              id text primary key,
              kind text not null check (kind in ('Correction', 'Grant', 'Refund')),
              state text not null check (state in ('Waiting', 'Posted', 'Rejected', 'Withdrawn')),
              user_id text not null,
              amount bigint not null check (amount <> 0),
              reason text not null,
              lot_kind text,
              credits_expire_at timestamptz,
              refunds_id text,
              requested_by text not null,
              requested_at timestamptz not null,
              expires_at timestamptz not null,
              decided_by text,
              decided_at timestamptz,
              transaction_id text,
              check ((state = 'Posted') = (transaction_id is not null)),
              check (decided_by is null or state <> 'Posted' or decided_by <> requested_by));
            create index adjustments_waiting on adjustments (expires_at) where state = 'Waiting';
            create index adjustments_user on adjustments (user_id, id);
            create index adjustments_refunds on adjustments (refunds_id) where refunds_id is not null;
            """);
        return 1;
    }
}
