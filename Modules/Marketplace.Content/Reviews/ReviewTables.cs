using Marketplace.Data;

namespace Marketplace.Content.Reviews;

/// <summary>What reviewers say of a passage, until somebody has seen to it.</summary>
[StoredName("Marketplace.Content.ReviewTables")]
internal sealed class ReviewTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_comments (
              id text primary key,
              item_id text not null,
              version integer not null,
              quote text not null,
              text text not null,
              asks_for_changes boolean not null,
              author_id text not null,
              created_at timestamptz not null,
              resolved_at timestamptz,
              resolved_by text);
            create index content_comments_item on content_comments (item_id, id);
            """);
        return 1;
    }
}
