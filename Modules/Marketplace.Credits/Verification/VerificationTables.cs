using Marketplace.Data;

namespace Marketplace.Credits.Verification;

/// <summary>
/// Runs of the verifier. <c>alone</c> is the same text in the one run that is under way, so that there is never a second.
/// </summary>
[StoredName("Marketplace.Credits.VerificationTables")]
internal sealed class VerificationTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table ledger_checks (
              id text primary key,
              alone text unique,
              status text not null check (status in ('running', 'clean', 'differs', 'failed', 'interrupted')),
              started_by text not null,
              started_at timestamptz not null,
              begun boolean not null,
              beat_at timestamptz not null,
              finished_at timestamptz,
              sealed bigint not null,
              digest text,
              digest_before timestamptz,
              error text);
            create table ledger_check_rules (
              check_id text not null,
              position integer not null,
              rule text not null,
              status text not null check (status in ('waiting', 'running', 'true', 'differs')),
              unit text not null,
              done bigint not null,
              total bigint not null,
              place text,
              expected text,
              found text,
              primary key (check_id, position));
            """);
        return 1;
    }

    /// <summary>
    /// When an entry was sealed. Its own time may lie far back, where old transactions were taken over from another system.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table ledger_seals add column sealed_at timestamptz");
        return 2;
    }
}
