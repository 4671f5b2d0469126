using Marketplace.Data;

namespace Marketplace.TfpMigration;

/// <summary>
/// Runs, the files they took in, what was found wrong, and who was brought over. <c>tfp_users.original</c> is the backup: the file's bytes
/// as they were, with their SHA-256. <c>tfp_migrated</c> is the version flag that lets everybody be brought over once.
/// </summary>
[StoredName("Marketplace.Credits.TfpMigration.TfpTables")]
internal sealed class TfpTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table tfp_runs (
              id text primary key,
              state text not null,
              goes_on boolean not null,
              open_slot integer unique,
              source text not null,
              folder text not null,
              files integer not null,
              done integer not null,
              refusal text,
              started_by text not null,
              created_at timestamptz not null,
              checked_at timestamptz,
              applied_at timestamptz,
              rolled_back_at timestamptz);

            create table tfp_users (
              id text primary key,
              run_id text not null,
              file_name text not null,
              sha256 text not null,
              original bytea not null,
              email text not null,
              email_key text not null,
              points bigint not null,
              entries integer not null,
              state text not null,
              user_id text,
              balance_before bigint,
              credited bigint not null,
              applied_at timestamptz,
              dismissed_at timestamptz,
              unique (run_id, file_name));
            create index tfp_users_email on tfp_users (email_key);
            create index tfp_users_user on tfp_users (user_id);

            create table tfp_findings (
              run_id text not null,
              file_name text not null,
              number integer not null,
              field text not null,
              kind text not null,
              is_error boolean not null,
              detail text not null,
              primary key (run_id, file_name, number));

            create table tfp_migrated (
              email_key text primary key,
              version integer not null,
              tfp_user_id text not null,
              user_id text not null,
              migrated_at timestamptz not null);
            """);
        return 1;
    }

    /// <summary>
    /// What people offered in the older system, with its price here. Whoever was brought over before has yet to get that and the settings
    /// of auto top-up: both are in the stored files, and <see cref="Runs.BringOverSettings"/> takes them from there.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table tfp_users add column settings_brought boolean not null default false");
        await db.ExecuteAsync(
            """
            create table tfp_services (
              user_id text not null,
              id text not null,
              name text not null,
              price bigint not null,
              tfp_user_id text not null,
              primary key (user_id, id))
            """);
        return 2;
    }

    /// <summary>
    /// One form of each address. Of two spellings that were brought over apart the first holds the key; the other row stays as it was.
    /// </summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        foreach (var key in await db.QueryAsync<string>("select distinct email_key from tfp_users"))
            await db.ExecuteAsync(
                "update tfp_users set email_key = @canonical where email_key = @key", new { key, canonical = Mailbox.KeyOf(key) });
        var migrated = await db.QueryAsync<string>("select email_key from tfp_migrated order by migrated_at, email_key");
        var taken = migrated.ToHashSet(StringComparer.Ordinal);
        foreach (var key in migrated)
        {
            var canonical = Mailbox.KeyOf(key);
            if (taken.Add(canonical))
                await db.ExecuteAsync("update tfp_migrated set email_key = @canonical where email_key = @key", new { key, canonical });
        }

        return 3;
    }
}
