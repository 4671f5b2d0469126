using Marketplace.Data;

namespace Marketplace.Content.Exchange;

/// <summary>
/// A mark remembers how a text was when file and site were last the same: whoever differs from it since was changed since. An upload is
/// kept until somebody decides on its dry run.
/// </summary>
[StoredName("Marketplace.Content.ExchangeTables")]
internal sealed class ExchangeTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_exchange_marks (
              kind text not null,
              language text not null,
              address text not null,
              item_id text not null,
              version integer not null,
              digest text not null,
              primary key (kind, language, address));
            create table content_uploads (
              id text primary key,
              file_name text not null,
              content bytea not null,
              created_at timestamptz not null,
              created_by text not null);
            """);
        return 1;
    }
}
