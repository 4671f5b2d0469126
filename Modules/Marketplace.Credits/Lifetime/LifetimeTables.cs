using Marketplace.Data;

namespace Marketplace.Credits.Lifetime;

/// <summary>
/// Sums up to a version of an account, so that reading them costs the entries since then alone. Entries never change, so the sums stay
/// true.
/// </summary>
[StoredName("Marketplace.Credits.LifetimeTables")]
internal sealed class LifetimeTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table ledger_lifetime_totals (
              account_id text primary key,
              version bigint not null,
              earned bigint not null,
              purchased bigint not null,
              spent bigint not null);
            """);
        return 1;
    }

    /// <summary>
    /// Sums of before counted a bonus that was taken back as money that went back. They are summed up again when they are next read.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("delete from ledger_lifetime_totals");
        return 2;
    }
}
