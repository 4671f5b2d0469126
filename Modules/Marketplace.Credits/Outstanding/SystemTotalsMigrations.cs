using Marketplace.Data;

namespace Marketplace.Credits.Outstanding;

/// <summary>
/// What each system account gained in a day. System accounts carry no running balance, so that customers who pay never wait for one
/// another; these rows keep the balance cheap to read all the same. A balance is all of them and the entries from <c>live_from</c> on.
/// </summary>
[StoredName("Marketplace.Credits.SystemTotalsMigrations")]
internal sealed class SystemTotalsMigrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table ledger_system_totals (
              account_id text not null,
              day text not null,
              amount bigint not null,
              entries bigint not null,
              primary key (account_id, day));

            create table ledger_system_totals_state (
              id integer primary key check (id = 1),
              next_day text not null,
              live_from text not null);
            insert into ledger_system_totals_state (id, next_day, live_from) values (1, '', '');
            """);
        await db.ExecuteAsync(db.Dialect.AppendOnly("ledger_system_totals"));
        return 1;
    }
}
