using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <summary>
/// A group holds a text's place in the tree; its items are the text in each language, as editors work on it; <c>content_versions</c> is
/// their history, <c>content_published</c> what readers see, and <c>content_stamp</c> a number that grows with every change of that.
/// </summary>
[StoredName("Marketplace.Content.ItemTables")]
internal sealed class ItemTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_groups (
              id text primary key,
              kind text not null,
              parent_group_id text,
              position integer not null,
              created_at timestamptz not null);
            create index content_groups_parent on content_groups (kind, parent_group_id, position);
            create table content_items (
              id text primary key,
              group_id text not null,
              kind text not null,
              language text not null,
              title text not null,
              description text not null,
              address text,
              body text not null,
              fields text not null,
              search_key text not null,
              state text not null,
              version integer not null,
              published_version integer,
              last_address text,
              source_item_id text,
              source_version integer,
              publish_at timestamptz,
              planned_version integer,
              unpublish_at timestamptz,
              trashed_at timestamptz,
              trashed_by text,
              created_at timestamptz not null,
              created_by text not null,
              changed_at timestamptz not null,
              changed_by text not null);
            create unique index content_items_language on content_items (group_id, language);
            create index content_items_address on content_items (address);
            create index content_items_changed on content_items (changed_at, id);
            create index content_items_publish_at on content_items (publish_at) where publish_at is not null;
            create index content_items_unpublish_at on content_items (unpublish_at) where unpublish_at is not null;
            create table content_versions (
              item_id text not null,
              version integer not null,
              title text not null,
              description text not null,
              address text,
              body text not null,
              fields text not null,
              by_id text not null,
              at timestamptz not null,
              is_auto boolean not null,
              sitting_at timestamptz,
              published_at timestamptz,
              primary key (item_id, version));
            create table content_published (
              item_id text primary key,
              group_id text not null,
              kind text not null,
              language text not null,
              address text,
              title text not null,
              description text not null,
              body text not null,
              fields text not null,
              rendered text not null,
              version integer not null,
              published_at timestamptz not null,
              published_by text not null);
            create index content_published_address on content_published (address);
            create table content_stamp (
              id integer primary key,
              value bigint not null);
            insert into content_stamp (id, value) values (1, 1);
            """);
        return 2;
    }

    /// <summary>Which version a plan publishes, and since when somebody types in one sitting.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            alter table content_items add column planned_version integer;
            update content_items set planned_version = version where publish_at is not null;
            alter table content_versions add column sitting_at timestamptz;
            update content_versions set sitting_at = at;
            """);
        return 2;
    }
}
