using Marketplace.Data;

namespace Marketplace.Users.Limits;

[StoredName("Marketplace.Users.LimitTables")]
internal sealed class LimitTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table account_limits (
              key text primary key,
              used integer not null,
              ends_at timestamptz not null);
            create index account_limits_ends_at on account_limits (ends_at);
            """);
        return 1;
    }
}
