using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.SiteMenus;

internal sealed class SiteMenuStore(IDatabase database, ContentStamp stamp, TimeProvider time)
{
    /// <returns>Version 0 and no entries where nobody wrote it.</returns>
    public async Task<SiteMenu> FindAsync(string menu, string language, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        // The version first: entries of a later save with an older version can be saved over by nobody.
        var version = await db.QuerySingleOrDefaultAsync<int?>(
            "select version from content_menus where menu = @menu and language = @language", new { menu, language }, cancellationToken);
        var entries = await db.QueryAsync<SiteMenuEntry>(
            """
            select label, is_below, group_id, address from content_menu_entries
            where menu = @menu and language = @language order by position
            """,
            new { menu, language }, cancellationToken);
        return new SiteMenu(menu, language, version ?? 0, entries);
    }

    /// <summary>Every menu that has entries, for those who check where they lead.</summary>
    public async Task<IReadOnlyList<SiteMenu>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<MenuRow>(
            "select menu, language, label, is_below, group_id, address from content_menu_entries order by menu, language, position",
            null, cancellationToken);
        return
        [
            .. rows.GroupBy(x => (x.Menu, x.Language)).Select(x => new SiteMenu(
                x.Key.Menu, x.Key.Language, 0, [.. x.Select(y => new SiteMenuEntry(y.Label, y.IsBelow, y.GroupId, y.Address))])),
        ];
    }

    /// <summary>Replaces the entries where the menu is still what the form showed.</summary>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    /// <returns>False where somebody else saved it meanwhile.</returns>
    public async Task<bool> SaveAsync(SiteMenu menu, string by, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return await database.InTransactionAsync(
            async db =>
            {
                var written = await db.ExecuteAsync(
                    menu.Version == 0
                        ? """
                          insert into content_menus (menu, language, version, changed_at, changed_by)
                          values (@Menu, @Language, 1, @at, @by) on conflict do nothing
                          """
                        : """
                          update content_menus set version = version + 1, changed_at = @at, changed_by = @by
                          where menu = @Menu and language = @Language and version = @Version
                          """,
                    new { menu.Menu, menu.Language, menu.Version, at, by }, cancellationToken);
                if (written == 0)
                    return false;
                await db.ExecuteAsync(
                    "delete from content_menu_entries where menu = @Menu and language = @Language",
                    new { menu.Menu, menu.Language }, cancellationToken);
                for (var position = 0; position < menu.Entries.Count; position++)
                {
                    var entry = menu.Entries[position];
                    await db.ExecuteAsync(
                        """
                        insert into content_menu_entries (menu, language, position, is_below, label, group_id, address)
                        values (@Menu, @Language, @position, @IsBelow, @Label, @GroupId, @Address)
                        """,
                        new { menu.Menu, menu.Language, position, entry.IsBelow, entry.Label, entry.GroupId, entry.Address },
                        cancellationToken);
                }

                await stamp.GrowAsync(db, cancellationToken);
                return true;
            },
            saved => saved,
            cancellationToken);
    }

    private sealed record MenuRow(string Menu, string Language, string Label, bool IsBelow, string? GroupId, string Address);
}
