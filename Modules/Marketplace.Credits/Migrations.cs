using Marketplace.Credits.Ledger.Debits;
using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// The ledger's tables. They carry no foreign keys: on PostgreSQL each check would lock the parent row, and the rows of system accounts are
/// everybody's parents. One class each writes them, in one transaction; the invariants are verified instead.
/// </summary>
[StoredName("Marketplace.Credits.LedgerTables")]
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

    /// <summary>
    /// Grant lots, what reversed what, and the seals. Balances of before become one purchased lot per account. The partial index is on a
    /// flag that changes only when a lot empties or fills, so that drawing on a lot rewrites no index.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table ledger_transactions add column reverses_id text;
            create index ledger_transactions_reversals on ledger_transactions (reverses_id) where reverses_id is not null;
            create index ledger_entries_time on ledger_entries (account_id, created_at);
            create index ledger_entries_type on ledger_entries (account_id, type, version);

            create table ledger_lots (
              id text primary key,
              account_id text not null,
              kind text not null,
              transaction_id text not null,
              amount bigint not null check (amount > 0),
              remaining bigint not null check (remaining >= 0 and remaining <= amount),
              is_open boolean not null,
              burn_order text not null,
              expires_at timestamptz,
              granted_at timestamptz not null);
            create index ledger_lots_open on ledger_lots (account_id, burn_order) where is_open;
            create index ledger_lots_expiring on ledger_lots (expires_at) where is_open and expires_at is not null;
            create index ledger_lots_transaction on ledger_lots (transaction_id);

            create table ledger_lot_movements (
              source_id text not null,
              lot_id text not null,
              amount bigint not null check (amount <> 0),
              primary key (source_id, lot_id));

            create table ledger_hold_lots (
              hold_id text not null,
              lot_id text not null,
              position integer not null,
              amount bigint not null check (amount > 0),
              primary key (hold_id, position));

            create table ledger_seals (
              account_id text not null,
              version bigint not null,
              hash text not null,
              primary key (account_id, version));
            """);
        await OpenLotsAsync(db);
        foreach (var table in new[] { "ledger_lot_movements", "ledger_hold_lots", "ledger_seals" })
            await db.ExecuteAsync(db.Dialect.AppendOnly(table));
        if (db.Dialect.HasProcedures)
            await db.ExecuteAsync(DebitProcedureTexts.OfLedger2);
        return 2;
    }

    /// <summary>A debit looks itself whether credits are past their end.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        if (db.Dialect.HasProcedures)
            await db.ExecuteAsync(DebitProcedureTexts.OfLedger3);
        return 3;
    }

    /// <summary>The procedures know their schema themselves, so that the call of one has nothing else to name.</summary>
    public async Task<int> UpdateFrom3Async(UnitOfWork db)
    {
        if (db.Dialect.HasProcedures)
            await db.ExecuteAsync(DebitProcedureTexts.OfLedger4);
        return 4;
    }

    private static Task OpenLotsAsync(UnitOfWork db) => db.ExecuteAsync(
        """
        insert into ledger_lots (id, account_id, kind, transaction_id, amount, remaining, is_open, burn_order, expires_at, granted_at)
        select 'lot_' || substr(id, 5), id, 'Purchased', 'opening', posted, posted - held, posted > held,
        '999912312359591lot_' || substr(id, 5), null, created_at
        from ledger_accounts where kind = 'customer' and posted > 0;

        insert into ledger_lot_movements (source_id, lot_id, amount) select 'opening', id, amount from ledger_lots;

        insert into ledger_hold_lots (hold_id, lot_id, position, amount)
        select h.id, 'lot_' || substr(h.account_id, 5), 0, h.amount from ledger_holds h where h.status = 'open';
        """);
}
