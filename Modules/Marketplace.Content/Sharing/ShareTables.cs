using Marketplace.Data;

namespace Marketplace.Content.Sharing;

/// <summary>Links that show a draft to people without an account. Of the secret in a link only its hash is kept.</summary>
[StoredName("Marketplace.Content.ShareTables")]
internal sealed class ShareTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_shares (
              id text primary key,
              item_id text not null,
              key_hash text not null,
              created_by text not null,
              created_at timestamptz not null,
              expires_at timestamptz not null,
              withdrawn_at timestamptz);
            create unique index content_shares_key on content_shares (key_hash);
            create index content_shares_item on content_shares (item_id, id);
            """);
        return 1;
    }
}
