using Marketplace.Data;

namespace Marketplace.Payments.Limits;

/// <summary>What each customer buys on each day, and each attempt's share in it.</summary>
[StoredName("Marketplace.Payments.LimitTables")]
internal sealed class LimitTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table top_up_days (
              user_id text not null,
              day text not null,
              cents bigint not null check (cents >= 0),
              primary key (user_id, day));
            create table top_up_reservations (
              top_up_id text primary key,
              user_id text not null,
              day text not null,
              cents bigint not null check (cents > 0));
            create index top_up_reservations_day on top_up_reservations (day);
            """);
        return 1;
    }
}
