using Marketplace.Data;

namespace Marketplace.Docs.Search;

/// <summary>
/// The index: a row for each section of a page, with the words of it in what each database searches by. Words are cut and folded by
/// <see cref="Words"/> alone, so that both find the same.
/// </summary>
[StoredName("Marketplace.Docs.Search")]
internal sealed class SearchTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        var isSqlite = db.Dialect == Dialect.Sqlite;
        await db.ExecuteAsync(
            $"""
             create table docs_search_pages (
               item_id text primary key,
               group_id text not null,
               language text not null,
               changed_at timestamptz not null);
             create index docs_search_pages_group on docs_search_pages (group_id, language);

             create table docs_search (
               id {(isSqlite ? "integer primary key" : "bigint generated always as identity primary key")},
               item_id text not null,
               group_id text not null,
               language text not null,
               position integer not null,
               anchor text not null,
               title text not null,
               heading text not null,
               body text not null{(isSqlite ? "" : ", words tsvector not null, heads tsvector not null")});
             create index docs_search_item on docs_search (item_id, position);

             create table docs_words (
               language text not null,
               word text not null,
               uses bigint not null,
               primary key (language, word));

             create table docs_search_stamp (id integer primary key check (id = 1), stamp bigint not null);
             insert into docs_search_stamp (id, stamp) values (1, 0);
             """);
        await db.ExecuteAsync(
            isSqlite
                ? """
                  create virtual table docs_search_words using fts5(
                    title, heading, body, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0')
                  """
                : """
                  create index docs_search_words on docs_search using gin (words);
                  create index docs_search_heads on docs_search using gin (heads);
                  """);
        return 1;
    }
}
