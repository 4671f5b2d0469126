using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acme.Greetings.Tests;

public sealed class MigrationTests
{
    /// <summary>Tenants that ran the first version keep what they have.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Greetings_of_the_first_version_are_still_there(DatabaseKind kind)
    {
        await using var tables = await TestDatabase.CreateAsync(kind);
        var runner = new MigrationRunner(tables.Database, TestTime.StandingStill(), NullLogger<MigrationRunner>.Instance);
        Assert.Empty(await runner.RunAsync([typeof(FirstVersion)], _ => "Acme.Greetings", default));
        await tables.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "insert into acme_greetings (id, text, created_at) values ('grt_1', 'Hello', @at)", new { at = DateTimeOffset.UnixEpoch }),
            default);

        Assert.Empty(await runner.RunAsync([typeof(Migrations)], _ => "Acme.Greetings", default));
        await using var session = await tables.Database.OpenAsync(default);
        Assert.Equal("Hello", await session.QuerySingleAsync<string>("select text from acme_greetings where answer is null"));
        Assert.Equal(
            2, await session.QuerySingleAsync<int>("select version from migrations where name = 'Acme.Greetings.Migrations'"));
    }

    [StoredName("Acme.Greetings.Migrations")]
    private sealed class FirstVersion : DataMigration
    {
        public override Task<int> CreateAsync(UnitOfWork db) => new Migrations().CreateAsync(db);
    }
}
