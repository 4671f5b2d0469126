using Marketplace.Data;

namespace Marketplace.Content.Addresses;

/// <summary>
/// Where addresses lead that nothing answers any more. A redirect of a renamed text points to its group, so that it leads straight to where
/// that is now; one that an editor made may point to any address instead. <c>status</c> is 301 (moved) or 410 (gone).
/// </summary>
[StoredName("Marketplace.Content.AddressTables")]
internal sealed class AddressTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table content_redirects (
              from_address text primary key,
              to_group_id text,
              to_language text,
              to_address text,
              status integer not null,
              is_manual boolean not null,
              hits bigint not null,
              last_hit_at timestamptz,
              created_at timestamptz not null,
              created_by text not null);
            create index content_redirects_group on content_redirects (to_group_id);
            create table content_address_turn (id integer primary key, turn bigint not null);
            insert into content_address_turn (id, turn) values (1, 1);
            """);
        return 1;
    }
}
