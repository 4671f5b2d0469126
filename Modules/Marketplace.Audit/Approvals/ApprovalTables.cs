using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

[StoredName("Marketplace.Audit.ApprovalTables")]
internal sealed class ApprovalTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table approvals (
              id text primary key,
              kind text not null,
              record text not null,
              state text not null check (state in ('Waiting', 'Approved', 'Refused', 'Withdrawn', 'Expired')),
              what text not null,
              reason text not null,
              before_words text,
              after_words text,
              amount bigint check (amount is null or amount >= 0),
              beneficiary_ids text not null,
              asked_by text not null,
              asked_at timestamptz not null,
              expires_at timestamptz not null,
              decided_by text,
              decided_at timestamptz,
              decision_reason text,
              link text,
              payload text not null,
              check ((state in ('Waiting', 'Expired')) = (decided_by is null)),
              check (state <> 'Approved' or decided_by <> asked_by));
            create unique index approvals_waiting on approvals (kind, record) where state = 'Waiting';
            create index approvals_expiring on approvals (expires_at) where state = 'Waiting';
            create index approvals_record on approvals (kind, record, id);

            create table approval_days (
              asked_by text not null,
              day text not null,
              scope text not null,
              amount bigint not null check (amount >= 0),
              acts integer not null check (acts >= 0),
              primary key (asked_by, day, scope));
            """);
        return 1;
    }
}
