using Marketplace.Data;

namespace Marketplace.Content.Links;

/// <summary>What the last check found. Each check replaces it as a whole.</summary>
[StoredName("Marketplace.Content.LinkTables")]
internal sealed class LinkTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_broken_links (
              place text not null,
              target text not null,
              language text not null,
              title text not null,
              address text,
              words text not null,
              reason text not null,
              better text,
              primary key (place, target));
            create table content_link_checks (
              id integer primary key,
              stamp bigint not null,
              texts integer not null,
              links integer not null,
              at timestamptz not null);
            """);
        return 1;
    }
}
