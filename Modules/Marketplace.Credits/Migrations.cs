using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// The ledger's tables. They carry no foreign keys: on PostgreSQL each check would lock the parent row, and the rows of system accounts are
/// everybody's parents. One class each writes them, in one transaction; the invariants are verified instead.
/// </summary>
internal sealed class LedgerTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table ledger_accounts (
              id text primary key,
              kind text not null check (kind in ('customer', 'system')),
              owner text not null,
              asset text not null,
              posted bigint not null,
              held bigint not null check (held >= 0),
              version bigint not null,
              created_at timestamptz not null,
              unique (kind, owner, asset));

            create table ledger_transactions (
              id text primary key,
              idempotency_key text not null unique,
              request_hash text not null,
              type text not null,
              description text not null,
              metadata text not null,
              hold_id text,
              created_at timestamptz not null);

            create table ledger_entries (
              account_id text not null,
              version bigint not null,
              transaction_id text not null,
              type text not null,
              amount bigint not null check (amount <> 0),
              balance_before bigint not null,
              balance_after bigint not null,
              created_at timestamptz not null,
              primary key (account_id, version),
              check (balance_after - balance_before = amount));
            create index ledger_entries_transaction on ledger_entries (transaction_id);

            create table ledger_system_entries (
              account_id text not null,
              transaction_id text not null,
              amount bigint not null check (amount <> 0),
              primary key (account_id, transaction_id));

            create view ledger_all_entries as
              select transaction_id, account_id, amount from ledger_entries
              union all
              select transaction_id, account_id, amount from ledger_system_entries;

            create table ledger_holds (
              id text primary key,
              idempotency_key text not null unique,
              request_hash text not null,
              account_id text not null,
              amount bigint not null check (amount > 0),
              captured bigint not null check (captured >= 0 and captured <= amount),
              status text not null check (status in ('open', 'captured', 'voided', 'expired')),
              description text not null,
              reference text not null,
              created_at timestamptz not null,
              expires_at timestamptz,
              closed_at timestamptz);
            create index ledger_holds_open on ledger_holds (account_id) where status = 'open';
            create index ledger_holds_due on ledger_holds (expires_at) where status = 'open';
            """);
        await db.ExecuteAsync(db.Dialect.AppendOnly("ledger_transactions"));
        await db.ExecuteAsync(db.Dialect.AppendOnly("ledger_entries"));
        await db.ExecuteAsync(db.Dialect.AppendOnly("ledger_system_entries"));
        return 1;
    }
}
