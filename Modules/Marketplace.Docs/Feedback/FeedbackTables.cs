using Marketplace.Data;

namespace Marketplace.Docs.Feedback;

[StoredName("Marketplace.Docs.Feedback")]
internal sealed class FeedbackTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table docs_feedback (
              id text primary key,
              group_id text not null,
              language text not null,
              title text not null,
              page_changed_at timestamptz not null,
              is_helpful boolean not null,
              comment text,
              at timestamptz not null,
              done_at timestamptz,
              done_by text);
            create index docs_feedback_group on docs_feedback (group_id, id);
            """);
        return 1;
    }
}
