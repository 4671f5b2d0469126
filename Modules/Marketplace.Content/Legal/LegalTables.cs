using Marketplace.Data;

namespace Marketplace.Content.Legal;

/// <summary>
/// <c>content_terms_texts</c> holds terms word for word as they were published or announced, <c>content_terms_decisions</c> who accepted or
/// declined which of them, and <c>content_terms_announcements</c> from when on a version applies. They outlive the item: they prove what
/// was agreed.
/// </summary>
[StoredName("Marketplace.Content.LegalTables")]
internal sealed class LegalTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_terms_texts (
              item_id text not null,
              version integer not null,
              group_id text not null,
              language text not null,
              title text not null,
              body text not null,
              hash text not null,
              stored_at timestamptz not null,
              primary key (item_id, version));
            create table content_terms_decisions (
              id text primary key,
              user_id text not null,
              item_id text not null,
              version integer not null,
              hash text not null,
              language text not null,
              title text not null,
              is_accepted boolean not null,
              at timestamptz not null,
              network text not null);
            create unique index content_terms_decisions_user on content_terms_decisions (user_id, item_id, version);
            create index content_terms_decisions_item on content_terms_decisions (item_id, user_id);
            create table content_terms_announcements (
              item_id text primary key,
              version integer not null,
              applies_at timestamptz not null,
              announced_at timestamptz not null);
            """);
        return 1;
    }
}
