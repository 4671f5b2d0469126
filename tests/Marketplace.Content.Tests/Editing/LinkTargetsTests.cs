using Marketplace.Content.Editing;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Editing;

public sealed class LinkTargetsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_are_found_by_title_and_address_the_best_first(DatabaseKind kind)
    {
        await using var tables = await TestDatabase.CreateAsync(kind);
        await FillAsync(
            tables.Database,
            ("Crédits", "/docs/credits", "doc", "fr", false), ("Buying credits", "/docs/buying", "doc", "en", false),
            ("Points", "/old/credits", "page", "en", false), ("Credits of old", "/docs/old", "doc", "en", true),
            ("Credits snippet", null, "snippet", "en", false), ("100% sure", "/sure", "page", "en", false));
        var targets = new ItemLinkTargets(tables.Database);

        var found = await targets.SearchAsync("credits", 20, default);
        Assert.Equal(["/docs/credits", "/docs/buying", "/old/credits"], found.Select(x => x.Address));
        Assert.Equal(new LinkTarget("Crédits", "/docs/credits", "doc", "fr"), found[0]);
        Assert.Equal(["/docs/buying"], (await targets.SearchAsync("CREDITS buy", 20, default)).Select(x => x.Address));
        Assert.Equal(["/sure"], (await targets.SearchAsync("100%", 20, default)).Select(x => x.Address));
        Assert.Empty(await targets.SearchAsync("nothing like it", 20, default));
        Assert.Equal(4, (await targets.SearchAsync(" ", 20, default)).Count);
        Assert.Equal(2, (await targets.SearchAsync("", 2, default)).Count);
    }

    /// <summary>Only the columns that are read: the tables themselves belong to another room.</summary>
    private static Task FillAsync(
        IDatabase database, params (string Title, string? Address, string Kind, string Language, bool InTrash)[] items) =>
        database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    create table content_items (
                      id text primary key, title text not null, address text, kind text not null, language text not null,
                      trashed_at timestamptz)
                    """);
                foreach (var (index, item) in items.Index())
                {
                    await db.ExecuteAsync(
                        "insert into content_items values (@id, @Title, @Address, @Kind, @Language, @at)",
                        new
                        {
                            id = $"cit_{index}", item.Title, item.Address, item.Kind, item.Language,
                            at = item.InTrash ? DateTimeOffset.UnixEpoch : (DateTimeOffset?)null,
                        });
                }
            },
            default);
}
