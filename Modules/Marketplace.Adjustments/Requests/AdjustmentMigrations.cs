using Marketplace.Data;

namespace Marketplace.Adjustments.Requests;

[StoredName("Marketplace.Credits.AdjustmentMigrations")]
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

    /// <summary>What waits of before has its second person in the common list of approvals now, under an id made of its own.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        var waiting =
            await db.QueryAsync<(string Id, string Kind, string UserId, CreditAmount Amount, string Reason, string RequestedBy,
                DateTimeOffset RequestedAt,
            DateTimeOffset ExpiresAt)>(
            "select id, kind, user_id, amount, reason, requested_by, requested_at, expires_at from adjustments where state = 'Waiting'");
        foreach (var row in waiting)
        {
            await db.ExecuteAsync(
                """
                insert into approvals (id, kind, record, state, what, reason, amount, beneficiary_ids, asked_by, asked_at, expires_at, link,
                payload)
                values (@approval, 'adjustments.adjustment', @Id, 'Waiting', @what, @Reason, @amount, @UserId, @RequestedBy, @RequestedAt,
                @ExpiresAt, @link, '')
                """,
                new
                {
                    approval = "apr" + row.Id[3..], row.Id, what = $"{row.Kind} of {row.Amount}", row.Reason, amount = row.Amount.Abs(),
                        row.UserId,
                    row.RequestedBy, row.RequestedAt, row.ExpiresAt, link = "~/admin/credits/adjustments/" + row.Id,
                });
        }

        return 2;
    }
}
