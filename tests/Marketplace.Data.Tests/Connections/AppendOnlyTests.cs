using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

public sealed class AppendOnlyTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_append_only_table_grows_and_nothing_else(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var database = test.Database;
        await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("create table entries (id text primary key, amount bigint not null)");
                await db.ExecuteAsync(db.Dialect.AppendOnly("entries"));
                await db.ExecuteAsync("insert into entries (id, amount) values ('a', 1)");
            },
            default);

        string[] forbidden =
        [
            "update entries set amount = 2",
            "delete from entries",
            "insert into entries (id, amount) values ('a', 2) on conflict (id) do update set amount = excluded.amount",
            kind == DatabaseKind.Sqlite ? "insert or replace into entries (id, amount) values ('a', 2)" : "truncate entries",
        ];
        foreach (var statement in forbidden)
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(
                () => database.InTransactionAsync(db => db.ExecuteAsync(statement), default));
            Assert.Contains("entries is append-only", refused.Message, StringComparison.Ordinal);
        }

        await database.InTransactionAsync(db => db.ExecuteAsync("insert into entries (id, amount) values ('b', 1)"), default);
        await using var session = await database.OpenAsync(default);
        Assert.Equal(["a1", "b1"], await session.QueryAsync<string>("select id || amount from entries order by id"));
    }
}
