using Marketplace.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.Data.Tests.Migrations;

public sealed class MigrationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_new_database_gets_every_step_and_a_second_run_does_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        Assert.Empty(await RunAsync(test.Database, typeof(Books)));
        Assert.Equal("Books 3", await VersionsAsync(test.Database));
        await test.Database.InTransactionAsync(db => db.ExecuteAsync("insert into books (title, pages, year) values ('t', 1, 2)"), default);

        Assert.Empty(await RunAsync(test.Database, typeof(Books)));
        await using var session = await test.Database.OpenAsync(default);
        Assert.Equal(1, await session.QuerySingleAsync<int>("select count(*) from books"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_older_database_gets_the_steps_it_lacks(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await RunAsync(test.Database, typeof(Books));
        await test.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "drop table books; create table books (title text not null, pages integer not null); update migrations set version = 2"),
                default);

        Assert.Empty(await RunAsync(test.Database, typeof(Books)));
        Assert.Equal("Books 3", await VersionsAsync(test.Database));
        await test.Database.InTransactionAsync(db => db.ExecuteAsync("insert into books (title, pages, year) values ('t', 1, 2)"), default);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_failure_changes_nothing_and_is_reported_for_its_feature_alone(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var failures = await RunAsync(test.Database, typeof(Broken), typeof(AfterBroken), typeof(Books));

        var (feature, sentence) = Assert.Single(failures);
        Assert.Equal("feature.broken", feature);
        Assert.StartsWith("Its migration Broken failed: ", sentence, StringComparison.Ordinal);
        Assert.Contains("no_such_table", sentence, StringComparison.Ordinal);
        Assert.Equal("Books 3", await VersionsAsync(test.Database));
        await using var session = await test.Database.OpenAsync(default);
        Assert.Null(await session.ScalarAsync<string>(session.Dialect.FindTable, new { table = "half_made" }));
        Assert.Null(await session.ScalarAsync<string>(session.Dialect.FindTable, new { table = "after_broken" }));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_failing_update_leaves_the_version_before_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await RunAsync(test.Database, typeof(Books));
        await test.Database.InTransactionAsync(db => db.ExecuteAsync("update migrations set version = 2"), default);

        var (_, sentence) = Assert.Single(await RunAsync(test.Database, typeof(Books)));
        Assert.Contains("year", sentence, StringComparison.Ordinal);
        Assert.Equal("Books 2", await VersionsAsync(test.Database));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_step_that_leads_nowhere_is_a_failure_and_not_an_endless_loop(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (_, sentence) = Assert.Single(await RunAsync(test.Database, typeof(Circular)));
        Assert.Contains("UpdateFrom1Async must lead to a version above 1, but returned 1.", sentence, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_class_that_was_moved_goes_on_where_it_was(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await RunAsync(test.Database, typeof(Lamps));
        Assert.Empty(await RunAsync(test.Database, typeof(MovedLamps)));
        Assert.Equal("Tests.Lamps 2", await VersionsAsync(test.Database));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Runners_at_the_same_time_do_the_work_once(DatabaseKind kind)
    {
        for (var round = 0; round < 5; round++)
        {
            await using var test = await TestDatabase.CreateAsync(kind);
            var failures = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(test.Database, typeof(Books), typeof(Shelves)))));
            Assert.All(failures, Assert.Empty);
            Assert.Equal("Books 3, Shelves 1", await VersionsAsync(test.Database));
        }
    }

    private static Task<IReadOnlyDictionary<string, string>> RunAsync(IDatabase database, params Type[] migrations) =>
        new MigrationRunner(database, TestTime.StandingStill(), NullLogger<MigrationRunner>.Instance)
            .RunAsync(migrations, x => x == typeof(Broken) || x == typeof(AfterBroken) ? "feature.broken" : "feature.library", default);

    private static async Task<string> VersionsAsync(IDatabase database)
    {
        await using var session = await database.OpenAsync(default);
        var rows = await session.QueryAsync<(string Name, int Version)>("select name, version from migrations order by name");
        return string.Join(", ", rows.Select(x => $"{x.Name.Split('+')[^1]} {x.Version}"));
    }

    private sealed class Books : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync("create table books (title text not null)");
            return 1;
        }

        public static async Task<int> UpdateFrom1Async(UnitOfWork db)
        {
            await db.ExecuteAsync("alter table books add column pages integer not null default 0");
            return 2;
        }

        public static async Task<int> UpdateFrom2Async(UnitOfWork db)
        {
            await db.ExecuteAsync("alter table books add column year integer");
            return 3;
        }
    }

    private sealed class Shelves : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync("create table shelves (name text not null)");
            return 1;
        }
    }

    [StoredName("Tests.Lamps")]
    private sealed class Lamps : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync("create table lamps (name text not null)");
            return 1;
        }
    }

    [StoredName("Tests.Lamps")]
    private sealed class MovedLamps : DataMigration
    {
        public override Task<int> CreateAsync(UnitOfWork db) => throw new InvalidOperationException("The tables are there.");

        public static async Task<int> UpdateFrom1Async(UnitOfWork db)
        {
            await db.ExecuteAsync("alter table lamps add column watts integer");
            return 2;
        }
    }

    private sealed class Broken : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync("create table half_made (id text)");
            await db.ExecuteAsync("insert into no_such_table (id) values ('a')");
            return 1;
        }
    }

    private sealed class AfterBroken : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync("create table after_broken (id text)");
            return 1;
        }
    }

    private sealed class Circular : DataMigration
    {
        public override Task<int> CreateAsync(UnitOfWork db) => Task.FromResult(1);

        public static Task<int> UpdateFrom1Async(UnitOfWork db) => Task.FromResult(1);
    }
}
