using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

public sealed class SqliteVersionTests
{
    /// <summary>The native library that is loaded, whichever packages bring one along.</summary>
    [Fact]
    public async Task SQLite_is_as_new_as_the_packages_say()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = await database.Database.OpenAsync(default);

        var version = await db.QuerySingleAsync<string>("select sqlite_version()");

        TestContext.Current.TestOutputHelper?.WriteLine($"SQLite {version}");
        Assert.Equal("3.53.4", version);
    }
}
