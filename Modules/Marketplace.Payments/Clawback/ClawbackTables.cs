using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>
/// Which transactions of the ledger credited a top-up, what is claimed back of it, and what was taken for each claim. A claim without a row
/// in <c>top_up_takings</c> took nothing yet.
/// </summary>
[StoredName("Marketplace.Payments.TakingBackTables")]
internal sealed class ClawbackTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table top_up_credits (
              top_up_id text primary key,
              transaction_id text not null,
              bonus_transaction_id text);
            create index top_up_credits_transaction on top_up_credits (transaction_id);
            create index top_up_credits_bonus on top_up_credits (bonus_transaction_id);
            create table top_up_takings (
              claim_id text primary key,
              top_up_id text not null,
              bought bigint not null check (bought >= 0),
              bought_restored bigint not null check (bought_restored between 0 and bought),
              bought_transaction_id text,
              bonus bigint not null check (bonus >= 0),
              bonus_restored bigint not null check (bonus_restored between 0 and bonus),
              bonus_transaction_id text,
              created_at timestamptz not null);
            create index top_up_takings_top_up on top_up_takings (top_up_id);
            create table refunds (
              id text primary key,
              top_up_id text not null,
              gateway_refund_id text unique,
              amount_cents bigint not null check (amount_cents > 0),
              status text not null,
              reason text,
              note text not null,
              requested_by text,
              failure text,
              asked_at timestamptz,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create index refunds_top_up on refunds (top_up_id, id);
            create index refunds_asked on refunds (asked_at) where status = 'Asked';
            create table disputes (
              id text primary key,
              top_up_id text not null,
              amount_cents bigint not null check (amount_cents > 0),
              status text not null,
              reason text not null,
              due_at timestamptz,
              opened_at timestamptz not null,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create index disputes_top_up on disputes (top_up_id, id);
            create index disputes_open on disputes (due_at) where status in ('NeedsResponse', 'UnderReview', 'WarningNeedsResponse',
            'WarningUnderReview');
            """);
        // What was credited before this table was there.
        await db.ExecuteAsync(
            """
            insert into top_up_credits (top_up_id, transaction_id, bonus_transaction_id)
            select u.id, t.id, b.id from top_ups u
            join ledger_transactions t on t.idempotency_key = 'topup:' || u.id
            left join ledger_transactions b on b.idempotency_key = 'topup:' || u.id || ':bonus'
            where u.status = 'Succeeded'
            """);
        return 1;
    }

    /// <summary>What reserves the credits of a refund until the gateway has answered.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table refunds add column hold_id text");
        return 2;
    }
}
