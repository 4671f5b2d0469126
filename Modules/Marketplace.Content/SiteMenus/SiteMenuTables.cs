using Marketplace.Data;

namespace Marketplace.Content.SiteMenus;

/// <summary>A menu and its entries, which are replaced together; the row of the menu is what writers lock.</summary>
[StoredName("Marketplace.Content.SiteMenuTables")]
internal sealed class SiteMenuTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_menus (
              menu text not null,
              language text not null,
              version integer not null,
              changed_at timestamptz not null,
              changed_by text not null,
              primary key (menu, language));
            create table content_menu_entries (
              menu text not null,
              language text not null,
              position integer not null,
              is_below boolean not null,
              label text not null,
              group_id text,
              address text not null,
              primary key (menu, language, position));
            """);
        return 1;
    }
}
