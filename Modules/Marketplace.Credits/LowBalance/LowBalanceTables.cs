using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.LowBalance;

/// <summary>
/// What customers chose, and on which side of their threshold they were last seen. Whoever has no row is on the low side, as everybody is
/// before their first credits: they are told after they have been above.
/// </summary>
[StoredName("Marketplace.Credits.LowBalanceTables")]
internal sealed class LowBalanceTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table low_balance (
              user_id text primary key,
              is_chosen boolean not null,
              threshold bigint check (threshold > 0),
              is_low boolean not null,
              changed_at timestamptz not null)
            """);
        // Whoever has plenty today is told when it is gone. The tenant's own default is not known here; it decides about each of them
        // later.
        await db.ExecuteAsync(
            """
            insert into low_balance (user_id, is_chosen, threshold, is_low, changed_at)
            select owner, @no, null, @no, created_at from ledger_accounts where kind = 'customer' and asset = @asset
            and posted - held >= @plenty
            """,
            new { no = false, asset = Assets.Credit, plenty = CreditAmount.FromDecimal(10) });
        return 1;
    }
}
