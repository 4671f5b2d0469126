using Marketplace.Data;

namespace Marketplace.Content.Presence;

/// <summary>Who has an item open, by the last sign of their page.</summary>
[StoredName("Marketplace.Content.PresenceTables")]
internal sealed class PresenceTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_presence (
              item_id text not null,
              user_id text not null,
              seen_at timestamptz not null,
              primary key (item_id, user_id))
            """);
        return 1;
    }
}
