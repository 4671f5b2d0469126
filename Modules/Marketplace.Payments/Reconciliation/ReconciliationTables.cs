using Marketplace.Data;

namespace Marketplace.Payments.Reconciliation;

/// <summary>
/// When each open top-up is asked about next, which of the gateway's events were looked at, the runs of the comparison (<c>alone</c> is the
/// same text in the one that is under way), and what it found: one row for each of the gateway's objects, for good.
/// </summary>
[StoredName("Marketplace.Payments.ReconciliationTables")]
internal sealed class ReconciliationTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table top_ups add column ask_at timestamptz;
            create table reconciliation_cursors (
              name text primary key,
              at timestamptz not null);
            create table reconciliation_events (
              event_id text primary key,
              swept_at timestamptz not null);
            create index reconciliation_events_swept on reconciliation_events (swept_at);
            create table reconciliation_foreign (
              object_id text primary key,
              seen_at timestamptz not null);
            create table reconciliation_runs (
              id text primary key,
              alone text unique,
              status text not null,
              started_by text not null,
              started_at timestamptz not null,
              begun boolean not null,
              beat_at timestamptz not null,
              finished_at timestamptz,
              step text not null,
              done integer not null,
              total integer not null,
              first_day text not null,
              last_day text not null,
              settled integer not null,
              swept integer not null,
              found integer not null,
              error text);
            create table reconciliation_figures (
              run_id text not null,
              kind text not null,
              gateway_count integer not null,
              gateway_cents bigint not null,
              books_count integer not null,
              books_cents bigint not null,
              primary key (run_id, kind));
            create table reconciliation_differences (
              id text primary key,
              kind text not null,
              object_id text not null,
              top_up_id text,
              user_id text,
              payment_intent_id text,
              gateway_cents bigint,
              books_cents bigint,
              state text not null,
              note text,
              closed_by text,
              found_at timestamptz not null,
              seen_at timestamptz not null,
              closed_at timestamptz,
              unique (kind, object_id));
            create index reconciliation_differences_open on reconciliation_differences (id) where state = 'Open';
            """);
        return 1;
    }
}
