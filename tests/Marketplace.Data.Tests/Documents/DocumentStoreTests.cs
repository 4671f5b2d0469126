using Marketplace.Testing;

namespace Marketplace.Data.Tests.Documents;

public sealed class DocumentStoreTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_document_comes_back_as_it_was_saved(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        var article = new Article("Häuser & Höfe", ["a", "b"]);
        Assert.True(await SaveAsync(shell, "one", article, 0));

        var found = await shell.Get<IDocumentStore>().FindAsync<Article>("one", default);
        Assert.NotNull(found);
        Assert.Equal((article.Title, 1, shell.Time.GetUtcNow()), (found.Value.Title, found.Version, found.UpdatedAt));
        Assert.Equal(article.Tags, found.Value.Tags);
        Assert.Null(await shell.Get<IDocumentStore>().FindAsync<Article>("two", default));
        Assert.Null(await shell.Get<IDocumentStore>().FindAsync<Note>("one", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_read_an_older_version_cannot_overwrite_a_newer_one(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        Assert.True(await SaveAsync(shell, "one", new Article("first", []), 0));
        Assert.False(await SaveAsync(shell, "one", new Article("also first", []), 0));
        Assert.True(await SaveAsync(shell, "one", new Article("second", []), 1));
        Assert.False(await SaveAsync(shell, "one", new Article("also second", []), 1));
        Assert.False(await SaveAsync(shell, "two", new Article("never made", []), 1));

        var all = await shell.Get<IDocumentStore>().ListAsync<Article>(default);
        Assert.Equal(("second", 2), (Assert.Single(all).Value.Title, all[0].Version));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_who_save_the_same_version_one_wins(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => SaveAsync(shell, "one", new Article($"{i}", []), 0))));
        Assert.Single(results, true);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_deleted_document_is_gone(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        await SaveAsync(shell, "one", new Article("first", []), 0);
        await shell.Database.InTransactionAsync(db => shell.Get<IDocumentStore>().DeleteAsync<Article>(db, "one", default), default);
        Assert.Empty(await shell.Get<IDocumentStore>().ListAsync<Article>(default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_document_outlives_the_name_of_its_class(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        await SaveAsync(shell, "one", new Article("first", []), 0);
        Assert.Equal("first", (await shell.Get<IDocumentStore>().FindAsync<Post>("one", default))!.Value.Title);
    }

    private static Task<bool> SaveAsync(TestShell shell, string id, Article article, int version) =>
        shell.Database.InTransactionAsync(db => shell.Get<IDocumentStore>().SaveAsync(db, id, article, version, default), default);

    private sealed record Article(string Title, string[] Tags);

    [StoredName("Article")]
    private sealed record Post(string Title, string[] Tags);

    private sealed record Note(string Text);
}
