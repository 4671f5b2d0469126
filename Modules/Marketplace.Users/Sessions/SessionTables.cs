using Marketplace.Data;

namespace Marketplace.Users.Sessions;

[StoredName("Marketplace.Users.SessionTables")]
internal sealed class SessionTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table user_sessions (
              id text primary key,
              user_id text not null references users (id) on delete cascade,
              security_stamp text not null,
              started_at timestamptz not null,
              ends_at timestamptz not null);
            create index user_sessions_user on user_sessions (user_id);
            create index user_sessions_ends_at on user_sessions (ends_at);
            """);
        return 1;
    }
}
